package io.polaray.support.search;

/** Scratch space of one search; used by one thread. */
final class SearchWork {
  final KernelWork kernel;
  final ProjectedLbfgs optimiser;
  final double[][] kappa;
  final double[][] slopes;
  final double[][] rates;
  final double[][] moved;
  final double[] bandwidths;

  SearchWork(int tasks, int maxRays) {
    kernel = new KernelWork(tasks);
    optimiser = new ProjectedLbfgs(maxRays * tasks + maxRays * (maxRays - 1) / 2);
    kappa = new double[maxRays][tasks];
    slopes = new double[maxRays][tasks];
    rates = new double[maxRays][maxRays];
    moved = new double[maxRays][maxRays];
    bandwidths = new double[maxRays];
  }
}
