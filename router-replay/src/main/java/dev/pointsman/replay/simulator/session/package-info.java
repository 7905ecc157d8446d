/**
 * Simulator of sessions: conversations whose prompts grow turn by turn, at providers with prompt caches.
 *
 * <p>A {@link dev.pointsman.replay.simulator.session.SessionWorld} has providers with caches, a source of sessions, and
 * routers. A turn begins when the one before has ended and a pause is over, so that a slow policy gets its calls later.
 * A {@link dev.pointsman.replay.simulator.session.SessionSimulation} runs a strategy in the real router, or one of three
 * {@linkplain dev.pointsman.replay.simulator.session.SessionOracle oracles}. The random numbers of a turn are counted by
 * seed, session, turn, provider and attempt: every policy meets the same ones.
 */
@NullMarked
package dev.pointsman.replay.simulator.session;

import org.jspecify.annotations.NullMarked;
