package io.polaray.finite;

import io.polaray.menu.Ray;

/** The trading set an agent has chosen from its menu (paper, section 1.1 and Theorem 2). */
public sealed interface TradingSet {
  /** {eta + y kappa : 0 &lt;= y &lt;= 1}. */
  record AlongRay(Ray ray) implements TradingSet {}

  /** {x : 0 &lt;= x &lt;= eta}. */
  record Remedial() implements TradingSet {}

  /** {eta}. */
  record Endowment() implements TradingSet {}
}
