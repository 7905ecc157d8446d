/**
 * Simulator of strategies in virtual time around the real router.
 *
 * <p>A {@link dev.pointsman.replay.simulator.World} says who serves and who calls: {@link dev.pointsman.replay.simulator.ProviderSpec}s with
 * their {@link dev.pointsman.replay.simulator.Phase}s of trouble, {@link dev.pointsman.replay.simulator.Traffic}, and how many routers share
 * it. A {@link dev.pointsman.replay.simulator.Simulation} lets a strategy live in it: discrete events, one thread, the router's own
 * statistics, breakers and failover, with the queue of events as its clock and its scheduler. The
 * {@link dev.pointsman.replay.simulator.SimulationResult} is to be compared with that of the oracle, which knows how every provider
 * fares. Every policy meets the same calls and the same luck; the same seed gives the same result to the last bit.
 *
 * <p>{@link dev.pointsman.replay.simulator.Worlds} are ten to measure in. {@link dev.pointsman.replay.simulator.SimulatorCommand} is the command line:
 * it reads a {@link dev.pointsman.replay.simulator.Scenario} from a file.
 */
@NullMarked
package dev.pointsman.replay.simulator;

import org.jspecify.annotations.NullMarked;
