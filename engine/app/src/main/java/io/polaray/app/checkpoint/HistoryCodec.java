package io.polaray.app.checkpoint;

import io.polaray.dual.oracle.OracleHistory;
import io.polaray.dual.oracle.RecordedAnswer;
import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The binary form of an {@link OracleHistory}. */
final class HistoryCodec {
  private static final int STATUS_QUO = 0;
  private static final int REMEDIAL = 1;
  private static final int RAYS = 2;

  private HistoryCodec() {}

  static void write(DataOutputStream out, OracleHistory history) throws IOException {
    out.writeInt(history.pools().size());
    for (List<MenuColumn> pool : history.pools()) {
      out.writeInt(pool.size());
      for (MenuColumn column : pool) {
        writeColumn(out, column);
      }
    }
    out.writeInt(history.answers().size());
    for (RecordedAnswer answer : history.answers()) {
      writeVector(out, answer.prices());
      for (int j = 0; j < answer.agents(); j++) {
        out.writeInt(answer.column(j));
        out.writeInt(answer.known(j));
      }
    }
  }

  private static void writeColumn(DataOutputStream out, MenuColumn column) throws IOException {
    writeVector(out, column.assignment());
    if (column.menu() instanceof Menu.StatusQuo) {
      out.writeByte(STATUS_QUO);
    } else if (column.menu() instanceof Menu.Remedial) {
      out.writeByte(REMEDIAL);
    } else {
      out.writeByte(RAYS);
      out.writeInt(column.choices().size());
      for (RayChoice choice : column.choices()) {
        writeVector(out, choice.ray().direction());
        out.writeDouble(choice.probability());
        out.writeBoolean(choice.taken());
      }
    }
  }

  private static void writeVector(DataOutputStream out, Vector vector) throws IOException {
    out.writeInt(vector.size());
    for (int i = 0; i < vector.size(); i++) {
      out.writeDouble(vector.get(i));
    }
  }

  /** Reads a history from a file whose digest has been checked. */
  static OracleHistory read(DataInputStream in) throws IOException {
    int agents = in.readInt();
    List<List<MenuColumn>> pools = new ArrayList<>(agents);
    for (int j = 0; j < agents; j++) {
      int size = in.readInt();
      List<MenuColumn> pool = new ArrayList<>(size);
      for (int k = 0; k < size; k++) {
        pool.add(readColumn(in));
      }
      pools.add(pool);
    }
    int answers = in.readInt();
    List<RecordedAnswer> recorded = new ArrayList<>(answers);
    for (int r = 0; r < answers; r++) {
      Vector prices = readVector(in);
      int[] columns = new int[agents];
      int[] known = new int[agents];
      for (int j = 0; j < agents; j++) {
        columns[j] = in.readInt();
        known[j] = in.readInt();
      }
      recorded.add(RecordedAnswer.of(prices, columns, known));
    }
    return new OracleHistory(pools, recorded);
  }

  private static MenuColumn readColumn(DataInputStream in) throws IOException {
    Vector assignment = readVector(in);
    int kind = in.readByte();
    if (kind == STATUS_QUO) {
      return new MenuColumn(new Menu.StatusQuo(), List.of(), assignment);
    }
    if (kind == REMEDIAL) {
      return new MenuColumn(new Menu.Remedial(), List.of(), assignment);
    }
    int count = in.readInt();
    List<RayChoice> choices = new ArrayList<>(count);
    List<Ray> rays = new ArrayList<>(count);
    for (int k = 0; k < count; k++) {
      Ray ray = new Ray(readVector(in));
      rays.add(ray);
      choices.add(new RayChoice(ray, in.readDouble(), in.readBoolean()));
    }
    return new MenuColumn(new Menu.Rays(rays), choices, assignment);
  }

  private static Vector readVector(DataInputStream in) throws IOException {
    double[] entries = new double[in.readInt()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = in.readDouble();
    }
    return Vector.of(entries);
  }
}
