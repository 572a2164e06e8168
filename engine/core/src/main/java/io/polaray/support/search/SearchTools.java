package io.polaray.support.search;

/** What improves menus in one search; used by one thread at a time. */
final class SearchTools {
  final SearchWork work;
  final Polisher polisher;

  /** Counts on all types. */
  final Retargeting retargeting;

  /** Counts on few types, to sort out what is not worth counting on all. */
  final Retargeting rough;

  final RayExpansion expansion;
  final BundleChoice bundles;
  final MenuCompletion completion;

  SearchTools(SearchSpace space, PreparedTypes types, SearchPlan plan, int maxRays) {
    work = new SearchWork(space.tasks, maxRays);
    polisher = new Polisher(space, work);
    retargeting = new Retargeting(space, types.all(), work);
    rough = new Retargeting(space, types.few(), work);
    expansion = new RayExpansion(space, types.first(), work);
    bundles = new BundleChoice(space, types.first(), types.anchors(), expansion);
    completion = new MenuCompletion(space, expansion, retargeting, maxRays, plan.completions());
  }
}
