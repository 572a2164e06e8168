package io.polaray.verify;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A market file as read by the verifier.
 *
 * @param name name of the market
 * @param sha256 SHA-256 of the bytes of the file, lower-case hexadecimal
 * @param typesFiles SHA-256 of each file of types, by the name the market gives it
 * @param tasks names of the tasks
 * @param agents the agents in file order
 * @param instances n, or null for the sum of the endowments
 */
public record MarketClaim(
    String name,
    String sha256,
    Map<String, String> typesFiles,
    List<String> tasks,
    List<AgentClaim> agents,
    @Nullable ClaimedVector instances) {
  /** Copies the collections. */
  public MarketClaim {
    typesFiles = Collections.unmodifiableMap(new TreeMap<>(typesFiles));
    tasks = List.copyOf(tasks);
    agents = List.copyOf(agents);
  }

  /**
   * An agent of the market file.
   *
   * @param id its id
   * @param socialCost pi_j
   * @param statusQuo sigma_j
   * @param endowment eta_j
   * @param population m_j
   * @param slack beta_j
   * @param preferences F_j
   */
  public record AgentClaim(
      String id,
      ClaimedVector socialCost,
      ClaimedVector statusQuo,
      ClaimedVector endowment,
      Numeral population,
      Numeral slack,
      PreferenceClaim preferences) {}
}
