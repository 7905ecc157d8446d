/** Gateways that share limits and budgets by one server of state, measured while parts of it fail. */
@NullMarked
package dev.pointsman.benchmarks.spending;

import org.jspecify.annotations.NullMarked;
