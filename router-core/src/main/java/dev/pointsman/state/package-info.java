/**
 * State that several instances of a router may share, as small service interfaces with in-memory defaults.
 *
 * <p>A decision never performs I/O. A store that a decision or a call's thread uses answers from a local view and does
 * its remote work before or after, on threads of its own; a store whose answer may need I/O returns a
 * {@link java.util.concurrent.CompletionStage} and is never used by a decision.
 *
 * <ul>
 *   <li>{@link dev.pointsman.state.SessionStore}: the turns of each session, and which models have read its prompt; a local view.
 *   <li>{@link dev.pointsman.state.HealthExchange}: cooldowns and opened breakers of other instances; pushed to the
 *       router, whose breakers are the local view.
 *   <li>{@link dev.pointsman.state.UsageStore}: limits and budgets; an instance spends leased shares of them through
 *       {@link dev.pointsman.state.UsageAccount} without waiting.
 *   <li>{@link dev.pointsman.state.ResponseStore}: stored responses by tenant and id; asynchronous.
 *   <li>{@link dev.pointsman.state.CallQueue}: calls that wait for a model, and their results; asynchronous, and durable.
 * </ul>
 *
 * <p>Time is an argument: nanoseconds of the router's clock, of any origin, compared by difference. All times passed to
 * one in-memory store must be of one clock. The test kit has a contract test for each interface.
 */
@NullMarked
package dev.pointsman.state;

import org.jspecify.annotations.NullMarked;
