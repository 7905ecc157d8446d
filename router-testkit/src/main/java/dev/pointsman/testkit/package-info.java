/**
 * Test kit: a faulty provider, fake candidates and contract tests, for tests of the router, its plugins and
 * applications.
 *
 * <p>The entry point is {@link dev.pointsman.testkit.FaultyProvider}: a model provider on loopback that speaks real
 * HTTP in the format of OpenAI, Anthropic, Gemini or Bedrock. Its failures are {@link dev.pointsman.testkit.Fault}s, and the requests
 * it received are {@link dev.pointsman.testkit.SeenRequest}s.
 *
 * <p>A request is processed in stages. A connection reads it, the provider's wire format parses it, the schedule
 * selects the fault. The fault may change the answer (its content), and then the reply (a list of steps such as the
 * head, one token, a pause, a reset). The connection then executes the steps. A fault is therefore a pure function, and
 * only the last stage touches a socket.
 */
@NullMarked
package dev.pointsman.testkit;

import org.jspecify.annotations.NullMarked;
