package io.polaray.protocol;

/** What a trading set is relative to the endowment (paper, proof of Theorem 2, Claim 4). */
public enum SetKind {
  /** The endowment alone. */
  ENDOWMENT,
  /** x &lt;= eta for all x: tasks are only taken away. */
  REMEDIAL,
  /** x &gt;= eta for all x: tasks are only added. */
  REDUNDANT,
  /** Part of a ray from eta that sheds some task and takes on some other. */
  RAY,
  /** None of these; no OSP mechanism has such a set. */
  OTHER
}
