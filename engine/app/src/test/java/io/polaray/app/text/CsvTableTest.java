package io.polaray.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void rowsAreTidy() throws IOException {
    CsvTable table = CsvTable.of(bytes, "agent", "x", "n", "yes");
    table.cell("a,\"b\"").cell(-1.50).cell(3).cell(true).endRow();
    table.cell("\u00e4").cell(Double.NaN).cell(-4).cell(false).endRow();
    table.finish();
    assertThat(text()).isEqualTo("agent,x,n,yes\n\"a,\"\"b\"\"\",-1.5,3,true\n\u00e4,,-4,false\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"})
  void textIsNeverAFormula(String name) throws IOException {
    CsvTable.of(bytes, "agent").cell(name).endRow().finish();
    assertThat(text()).contains("'" + name);
  }
}
