/**
 * Comparison of the gateway with other proxies: processor time, added time and memory of processes that pass on the same
 * answers, measured in one run.
 */
@NullMarked
package dev.pointsman.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
