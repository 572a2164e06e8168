package io.polaray.app.design;

import io.polaray.app.text.JsonDocument;
import io.polaray.menu.Menu;
import io.polaray.menu.MenuClass;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.RayChoice;
import java.util.Locale;

/** The MENU object of design and support files. */
public final class MenuJson {
  private MenuJson() {}

  /** The name of a menu's kind in files. */
  public static String kind(Menu menu) {
    if (menu instanceof Menu.Rays) {
      return "rays";
    }
    return menu instanceof Menu.Remedial ? "remedial" : "statusQuo";
  }

  /** The name of a class of menus in files and options. */
  public static String name(MenuClass menuClass) {
    return menuClass.name().toLowerCase(Locale.ROOT);
  }

  /** Writes the field {@code menu}. */
  public static void write(JsonDocument json, MenuColumn column) {
    json.object("menu").field("kind", kind(column.menu()));
    json.array("rays");
    for (RayChoice choice : column.choices()) {
      json.object()
          .field("direction", choice.ray().direction())
          .field("choiceProbability", choice.probability())
          .field("taken", choice.taken())
          .endObject();
    }
    json.endArray();
    if (column.menu() instanceof Menu.Remedial) {
      json.field("assignment", column.assignment());
    }
    json.endObject();
  }
}
