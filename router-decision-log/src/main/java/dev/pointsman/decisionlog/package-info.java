/**
 * The decision log: decisions of a router with candidates, probabilities and outcomes.
 *
 * <p>A {@link dev.pointsman.decisionlog.DecisionLog} listens to a router. It keeps a pending decision while an attempt
 * is in flight; when the attempt has ended, a dedicated thread makes a {@link dev.pointsman.decisionlog.LoggedDecision}
 * of it and writes it as one line of JSON. Calls never wait for that thread: decisions that it cannot write in time are
 * dropped, counted, and reported in the log. A {@link dev.pointsman.decisionlog.DecisionLogReader} reads the lines and
 * names position and error of every malformed one. A {@link dev.pointsman.decisionlog.DecisionListener} does the same
 * without a file or a thread, for routers in virtual time.
 *
 * <p>The log never holds a prompt, an answer or a plain name of a tenant or a session.
 */
@NullMarked
package dev.pointsman.decisionlog;

import org.jspecify.annotations.NullMarked;
