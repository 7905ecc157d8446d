/**
 * Things that break on purpose, for tests of the router and of the applications around it.
 *
 * <p>The room has one door, {@link dev.pointsman.testkit.FaultyProvider}: a model provider on loopback that
 * speaks real HTTP in the shape of OpenAI or of Anthropic. What it does wrong is a {@link
 * dev.pointsman.testkit.Fault}, and what it saw is a list of {@link dev.pointsman.testkit.SeenRequest}.
 *
 * <p>Behind the door a request takes this way. A connection reads it, the provider's wire format reads what it asks
 * for, the script says which fault is due. The fault may change the answer (what is said), and then the reply
 * (how it is sent: a list of steps such as the head, one token, a pause, a reset). The connection then plays the
 * steps. A fault is therefore a pure function, and only the last stage touches a socket.
 */
@NullMarked
package dev.pointsman.testkit;

import org.jspecify.annotations.NullMarked;
