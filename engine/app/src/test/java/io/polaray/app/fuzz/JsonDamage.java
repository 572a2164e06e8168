package io.polaray.app.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Damage to a JSON document that leaves it JSON: fields and items dropped, doubled, exchanged,
 * retyped, renamed, numbers made huge, tiny or negative, texts made hostile.
 */
final class JsonDamage {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double[] NUMBERS = {
    0,
    -0.0,
    -1,
    1,
    2,
    0.5,
    1e308,
    -1e308,
    1e30,
    -1e30,
    1e9,
    1e-9,
    1e-30,
    Double.MIN_VALUE,
    1e16,
    1e-300,
    0.1 + 0.2,
    1 - 0x1p-53,
    2147483648.0,
    -2147483649.0,
    0x1p53 + 2,
    4294967296.0
  };

  private final SplittableRandom random;

  private JsonDamage(SplittableRandom random) {
    this.random = random;
  }

  /** The place of a value: a field of an object, or an item of an array. */
  private record Slot(JsonNode parent, String field, int item) {
    JsonNode value() {
      return parent instanceof ObjectNode object ? object.get(field) : parent.get(item);
    }

    void set(JsonNode value) {
      if (parent instanceof ObjectNode object) {
        object.set(field, value);
      } else {
        ((ArrayNode) parent).set(item, value);
      }
    }

    void drop() {
      if (parent instanceof ObjectNode object) {
        object.remove(field);
      } else {
        ((ArrayNode) parent).remove(item);
      }
    }
  }

  /** A copy with one change or three. */
  static String of(String text, SplittableRandom random) {
    JsonNode root = MAPPER.readTree(text);
    JsonDamage damage = new JsonDamage(random);
    int changes = random.nextInt(3) == 0 ? 3 : 1;
    for (int k = 0; k < changes; k++) {
      List<Slot> slots = new ArrayList<>();
      collect(root, slots);
      if (!slots.isEmpty()) {
        damage.change(slots);
      }
    }
    return MAPPER.writeValueAsString(root);
  }

  private static void collect(JsonNode node, List<Slot> slots) {
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames()) {
        slots.add(new Slot(node, name, -1));
        collect(object.get(name), slots);
      }
    } else if (node instanceof ArrayNode) {
      for (int k = 0; k < node.size(); k++) {
        slots.add(new Slot(node, "", k));
        collect(node.get(k), slots);
      }
    }
  }

  private void change(List<Slot> slots) {
    Slot slot = slots.get(random.nextInt(slots.size()));
    Slot other = slots.get(random.nextInt(slots.size()));
    JsonNode value = slot.value();
    switch (random.nextInt(14)) {
      case 0 -> slot.drop();
      case 1 -> twice(slot, 1);
      case 2 -> {
        JsonNode copy = other.value().deepCopy();
        other.set(value.deepCopy());
        slot.set(copy);
      }
      case 3 -> slot.set(retyped(value));
      case 4 -> slot.set(NODES.stringNode(HostileTexts.any(random)));
      case 5 -> rename(slot);
      case 6 -> twice(slot, 1 + random.nextInt(300));
      default -> slot.set(number(value));
    }
  }

  private void twice(Slot slot, int copies) {
    JsonNode value = slot.value();
    for (int k = 0; k < copies; k++) {
      if (slot.parent() instanceof ArrayNode array) {
        array.insert(slot.item(), value.deepCopy());
      } else {
        ((ObjectNode) slot.parent()).set(slot.field() + k, value.deepCopy());
      }
    }
  }

  private void rename(Slot slot) {
    JsonNode value = slot.value();
    if (slot.parent() instanceof ObjectNode object) {
      object.remove(slot.field());
      object.set(random.nextBoolean() ? HostileTexts.any(random) : slot.field() + "s", value);
    } else {
      slot.set(NODES.objectNode().set("item", value));
    }
  }

  private JsonNode retyped(JsonNode value) {
    return switch (random.nextInt(8)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.arrayNode();
      case 3 -> NODES.objectNode();
      case 4 -> NODES.arrayNode().add(value.deepCopy());
      case 5 -> NODES.stringNode(value.isContainer() ? value.toString() : value.asString());
      case 6 -> nested(value);
      default -> NODES.numberNode(NUMBERS[random.nextInt(NUMBERS.length)]);
    };
  }

  private JsonNode nested(JsonNode value) {
    JsonNode at = value.deepCopy();
    int depth = random.nextInt(100);
    for (int k = 0; k < depth; k++) {
      at = k % 2 == 0 ? NODES.arrayNode().add(at) : NODES.objectNode().set("x", at);
    }
    return at;
  }

  private JsonNode number(JsonNode value) {
    if (!value.isNumber()) {
      return retyped(value);
    }
    double was = value.doubleValue();
    double now =
        switch (random.nextInt(8)) {
          case 0 -> -was;
          case 1 -> was * 1e9;
          case 2 -> was * 1e-9;
          case 3 -> Math.nextUp(was);
          case 4 -> was * (1 + random.nextDouble(-0.05, 0.05));
          case 5 -> Math.rint(was) + random.nextInt(3) - 1;
          default -> NUMBERS[random.nextInt(NUMBERS.length)];
        };
    boolean whole = value.isIntegralNumber() && now == Math.rint(now) && Math.abs(now) < 1e15;
    return whole ? NODES.numberNode((long) now) : NODES.numberNode(now);
  }
}
