package io.polaray.verify;

import org.jspecify.annotations.Nullable;

/**
 * Something a check found.
 *
 * @param severity whether it makes verification fail
 * @param check name of the check
 * @param agent id of the agent, or null when it concerns the whole design
 * @param menu position of the menu in the agent's lottery from 0, or null
 * @param ray position of the ray in the menu from 0, or null
 * @param quantity what was checked
 * @param claimed what the design says, or null
 * @param recomputed what the verifier found, or null
 * @param tolerance allowed difference and its kind, or null
 * @param reason one sentence
 */
public record Finding(
    Severity severity,
    Check check,
    @Nullable String agent,
    @Nullable Integer menu,
    @Nullable Integer ray,
    String quantity,
    @Nullable String claimed,
    @Nullable String recomputed,
    @Nullable String tolerance,
    String reason) {
  /** Whether a finding makes verification fail. */
  public enum Severity {
    /** A claim is wrong. */
    FAILURE,
    /** Something the reader should know; verification does not fail. */
    NOTE
  }

  /** Where the finding is: "agent north, menu 0, ray 1", or "design". */
  public String place() {
    if (agent == null) {
      return "design";
    }
    StringBuilder place = new StringBuilder("agent ").append(agent);
    if (menu != null) {
      place.append(", menu ").append(menu);
    }
    if (ray != null) {
      place.append(", ray ").append(ray);
    }
    return place.toString();
  }
}
