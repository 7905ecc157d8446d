package dev.pointsman.testkit;

import dev.pointsman.testkit.internal.http.LoopbackServer;
import dev.pointsman.testkit.internal.protocol.FakeAnthropicWire;
import dev.pointsman.testkit.internal.protocol.FakeBedrockWire;
import dev.pointsman.testkit.internal.protocol.FakeGeminiWire;
import dev.pointsman.testkit.internal.protocol.FakeOpenAiWire;
import dev.pointsman.testkit.internal.protocol.FakeResponsesWire;
import dev.pointsman.testkit.internal.protocol.FakeWire;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A model provider that breaks on purpose: a real HTTP server on loopback, in the wire format of OpenAI, Anthropic,
 * Gemini or Bedrock.
 *
 * <pre>{@code
 * try (FaultyProvider provider = FaultyProvider.openAi().tokens(60).start()) {
 *   provider.next(Fault.status(429).retryAfter("2"));
 *   // call provider.url() …
 *   provider.always(Fault.resetAfter(40));
 *   // call again …
 *   provider.heal();
 *   assertThat(provider.requests()).hasSize(2);
 * }
 * }</pre>
 *
 * <p>OpenAI's wire format has chat completions and embeddings, Anthropic's has Messages, Gemini's has {@code
 * generateContent} and embeddings, Bedrock's has Converse; all answer in JSON and in streams, with text or with calls of
 * tools, and list their models. Only the end of a path counts, so any base path works. A healthy
 * answer is the same for every request, but for three things: it keeps to {@code max_tokens}, it continues a
 * prefill that is the beginning of its text, and it carries the request's model and number. Requests that the
 * wire format forbids get its 400 or 404. A request for a path that is not there uses up no fault.
 *
 * <p>Safe for all threads. {@link #close()} ends every wait and every connection at once.
 */
public final class FaultyProvider implements AutoCloseable {
    private final FaultSchedule script = new FaultSchedule();
    private final RequestLog log = new RequestLog();
    private final ModelList models;
    private final LoopbackServer server;

    FaultyProvider(FakeWire wire, HealthyReply healthy) {
        FaultResponder responder = new FaultResponder(wire, healthy, script);
        models = new ModelList(wire);
        server = new LoopbackServer(line -> new ClientConnection(line, log, responder, models));
        server.open();
    }

    /**
     * A provider that speaks OpenAI's wire format.
     *
     * @return its builder
     */
    public static FaultyProviderBuilder openAi() {
        return new FaultyProviderBuilder(new FakeOpenAiWire());
    }

    /**
     * A provider of OpenAI's Responses.
     *
     * @return a builder
     */
    public static FaultyProviderBuilder openAiResponses() {
        return new FaultyProviderBuilder(new FakeResponsesWire());
    }

    /**
     * A provider that speaks Anthropic's wire format.
     *
     * @return its builder
     */
    public static FaultyProviderBuilder anthropic() {
        return new FaultyProviderBuilder(new FakeAnthropicWire());
    }

    /**
     * A provider that speaks Gemini's wire format.
     *
     * @return its builder
     */
    public static FaultyProviderBuilder gemini() {
        return new FaultyProviderBuilder(new FakeGeminiWire());
    }

    /**
     * A provider that speaks the wire format of Bedrock's Converse, with binary event frames in streams. Signatures are
     * not verified.
     *
     * @return its builder
     */
    public static FaultyProviderBuilder bedrock() {
        return new FaultyProviderBuilder(new FakeBedrockWire());
    }

    /**
     * The base address, to which a client adds {@code /chat/completions} or {@code /messages}.
     *
     * @return an address such as {@code http://127.0.0.1:40001/v1}
     */
    public String url() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    /**
     * The port, the same for the provider's whole life.
     *
     * @return the port
     */
    public int port() {
        return server.port();
    }

    /**
     * Appends faults for the next requests, one each, before whatever stands always.
     *
     * @param faults the faults in order; {@link Fault#none()} for a request that should go well
     */
    public void next(Fault... faults) {
        script.append(faults);
    }

    /**
     * Forgets all earlier faults; then the given ones are for the next requests, and after them all is well.
     *
     * @param faults the faults in order
     */
    public void script(Fault... faults) {
        script.replace(faults);
    }

    /**
     * Sets the fault for every request from now on that has none of its own by {@link #next}.
     *
     * @param fault the fault
     */
    public void always(Fault fault) {
        script.stand(request -> fault);
    }

    /**
     * Sets a function that finds the fault for each request from now on that has none of its own by {@link
     * #next}: by the request, by the time, by chance.
     *
     * @param fault called once per request, on the connection's thread and perhaps on several at once; what it
     *     throws is answered with status 500
     */
    public void always(Function<SeenRequest, Fault> fault) {
        script.stand(fault);
    }

    /**
     * Sets the fault of the model list, {@code GET …/models}, until another one is set. Faults of other requests do not
     * apply to it, and its requests are not among {@link #requests()}.
     *
     * @param fault the fault; {@link Fault#none()} for a list without entries and status 200
     */
    public void modelList(Fault fault) {
        models.always(fault);
    }

    /**
     * The requests for the model list so far, in order of arrival; at most the latest 10,000.
     *
     * @return a copy, with the endings as of now
     */
    public List<SeenRequest> modelListRequests() {
        return models.requests();
    }

    /**
     * Forgets all faults. Requests that are being answered keep theirs. Does not bring the provider {@link #up()}.
     */
    public void heal() {
        script.heal();
    }

    /** Goes down: new connections are refused, open ones reset. Does nothing when it is down. */
    public void down() {
        server.close();
    }

    /**
     * Comes up again on the same port. Does nothing when it is up.
     *
     * @throws java.io.UncheckedIOException if the port has been taken in the meantime
     */
    public void up() {
        server.open();
    }

    /**
     * The requests so far, in order of arrival; at most the latest 10,000.
     *
     * @return a copy, with the endings as of now
     */
    public List<SeenRequest> requests() {
        return log.all();
    }

    /**
     * Returns the number of requests received, including those no longer kept by {@link #requests()}.
     *
     * @return the number
     */
    public int requestCount() {
        return log.count();
    }

    /**
     * Waits until a number of requests have come.
     *
     * @param count the number, counted from the provider's start
     * @param timeout how long to wait at most
     * @return the requests then
     * @throws AssertionError when they have not come in time
     * @throws InterruptedException when the thread is interrupted
     */
    public List<SeenRequest> awaitRequests(int count, Duration timeout) throws InterruptedException {
        return log.await(count, request -> true, timeout);
    }

    /**
     * Waits until a number of requests have ended, in whatever way.
     *
     * @param count the number, counted from the provider's start
     * @param timeout how long to wait at most
     * @return the requests then
     * @throws AssertionError when they have not ended in time
     * @throws InterruptedException when the thread is interrupted
     */
    public List<SeenRequest> awaitEnded(int count, Duration timeout) throws InterruptedException {
        return log.await(count, request -> request.ending() != ExchangeEnding.OPEN, timeout);
    }

    /** Goes down for good. */
    @Override
    public void close() {
        server.close();
    }
}
