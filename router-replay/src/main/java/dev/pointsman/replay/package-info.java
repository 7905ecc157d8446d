/**
 * What would each strategy do? A simulator in virtual time around the real router.
 *
 * <p>A {@link dev.pointsman.replay.World} says who serves and who calls: {@link dev.pointsman.replay.ProviderSpec}s with
 * their {@link dev.pointsman.replay.Phase}s of trouble, {@link dev.pointsman.replay.Traffic}, and how many routers share
 * it. A {@link dev.pointsman.replay.Simulation} lets a strategy live in it: discrete events, one thread, the router's own
 * statistics, breakers and failover, with the queue of events as its clock and its scheduler. The
 * {@link dev.pointsman.replay.SimulationResult} is to be compared with that of the oracle, which knows how every provider
 * fares. Every policy meets the same calls and the same luck; the same seed gives the same result to the last bit.
 *
 * <p>{@link dev.pointsman.replay.Worlds} are ten to measure in. {@link dev.pointsman.replay.Simulate} is the command line:
 * it reads a {@link dev.pointsman.replay.Scenario} from a file.
 */
@NullMarked
package dev.pointsman.replay;

import org.jspecify.annotations.NullMarked;
