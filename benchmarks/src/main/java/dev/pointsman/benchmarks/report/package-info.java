/**
 * The report on the quality of routing: every strategy in every world, beside the oracle, as tables and pictures.
 *
 * <p>{@link dev.pointsman.benchmarks.report.Report} is the command; {@code Campaign} runs the simulations,
 * {@code Cell} is a strategy's mean over the seeds in one world, the rest writes.
 */
@NullMarked
package dev.pointsman.benchmarks.report;

import org.jspecify.annotations.NullMarked;
