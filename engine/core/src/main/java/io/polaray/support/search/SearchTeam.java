package io.polaray.support.search;

import io.polaray.numeric.WorkCrew;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Does the same to many menus of one search, with the help of idle threads of the pool that the
 * search runs in. Every piece takes tools that no other piece uses at the time, and results stand
 * in the order of the menus, so they do not depend on the number of threads.
 */
final class SearchTeam {
  private final Supplier<SearchTools> maker;
  private final ConcurrentLinkedQueue<SearchTools> idle = new ConcurrentLinkedQueue<>();
  private final SearchTools own;
  private final WorkCrew crew;

  SearchTeam(WorkCrew crew, Supplier<SearchTools> maker) {
    this.crew = crew;
    this.maker = maker;
    this.own = maker.get();
    idle.add(own);
  }

  /** Tools of the caller, for use between two calls of {@link #map}. */
  SearchTools own() {
    return own;
  }

  /** The menus after a piece of work on each, in the order of the menus. */
  List<WorkingMenu> map(
      List<WorkingMenu> menus, BiFunction<SearchTools, WorkingMenu, WorkingMenu> piece) {
    List<WorkingMenu> results = new ArrayList<>(menus);
    fill(menus, results, piece);
    return results;
  }

  /** What a piece of work on each item gives, in the order of the items. */
  <S, T> List<T> map(List<S> items, T blank, BiFunction<SearchTools, S, T> piece) {
    List<T> results = new ArrayList<>(Collections.nCopies(items.size(), blank));
    fill(items, results, piece);
    return results;
  }

  private <S, T> void fill(List<S> items, List<T> results, BiFunction<SearchTools, S, T> piece) {
    crew.run(
        items.size(),
        k -> {
          SearchTools free = idle.poll();
          SearchTools tools = free == null ? maker.get() : free;
          results.set(k, piece.apply(tools, items.get(k)));
          idle.add(tools);
        });
  }
}
