/**
 * Simulator of strategies in virtual time around the real router.
 *
 * <p>A {@link dev.pointsman.replay.simulator.World} describes providers and calls:
 * {@link dev.pointsman.replay.simulator.ProviderSpec}s with their periods of
 * degraded service, {@link dev.pointsman.replay.simulator.Traffic}, and the number of routers that share it. A
 * {@link dev.pointsman.replay.simulator.Simulation} runs a strategy in it: discrete events, one thread, the router's own
 * statistics, breakers and failover, with the event queue as its clock and its scheduler. The
 * {@link dev.pointsman.replay.simulator.SimulationResult} can be compared with that of the oracle, which decides by the
 * current regime of every provider. Every policy gets the same calls and the same random numbers; the same seed gives
 * the same result to the last bit.
 *
 * <p>{@link dev.pointsman.replay.simulator.Worlds} has the predefined ones.
 * {@link dev.pointsman.replay.simulator.SimulatorCommand} is the command line: it reads a
 * scenario from a file. {@link dev.pointsman.replay.simulator.SyntheticWeek} writes the decision log of a week: daily
 * rhythm, drift, outages and recoveries of providers.
 */
@NullMarked
package dev.pointsman.replay.simulator;

import org.jspecify.annotations.NullMarked;
