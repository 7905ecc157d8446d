/**
 * The decision log: what a router decided, among whom, how likely, and what came of it.
 *
 * <p>A {@link dev.pointsman.decisionlog.DecisionLog} listens to a router. While an attempt is under way it keeps a draft of
 * its decision; when the attempt has ended it hands the draft to a thread of its own, which makes a
 * {@link dev.pointsman.decisionlog.LoggedDecision} of it and writes it as one line of JSON. Nobody waits for that thread:
 * what it can't write in time is dropped, counted, and told in the log itself. A
 * {@link dev.pointsman.decisionlog.DecisionLogReader} reads the lines again and says of every broken one where it is and
 * what is wrong. A {@link dev.pointsman.decisionlog.DecisionListener} does the same without a file or a thread, for
 * routers in virtual time.
 *
 * <p>The log never holds a prompt, an answer or a plain name of a tenant or a session.
 */
@NullMarked
package dev.pointsman.decisionlog;

import org.jspecify.annotations.NullMarked;
