/**
 * The command line of replay: {@link dev.pointsman.replay.ReplayCommand} with a subcommand for each kind of analysis.
 *
 * <p>The analyses are in the packages below; {@link dev.pointsman.replay.simulator} holds the simulator that they share.
 */
@NullMarked
package dev.pointsman.replay;

import org.jspecify.annotations.NullMarked;
