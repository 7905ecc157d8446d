package dev.pointsman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.ModelRouter;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import dev.pointsman.testkit.SeenRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gateway with a provider of each protocol, and one of chat completions behind all of them. A pool has the name of the
 * protocol of its primary model, or this name behind {@value #TWICE} with two models of that provider; the fallback of
 * these pools is the model {@value #OTHER}. Pools named by {@link #chain} have a fallback of another provider.
 */
final class PairedGateway implements AutoCloseable {
    static final String OTHER = "other";
    static final String TWICE = "twice-";
    static final int TOKENS = 20;

    /** Answer of every provider. */
    static final String WHOLE =
            IntStream.range(0, TOKENS).mapToObj(i -> "tok" + i).collect(Collectors.joining(" "));

    private static final Duration SOON = Duration.ofSeconds(30);

    final Gateway gateway;
    final FaultyProvider other = FaultyProvider.openAi().tokens(TOKENS).start();

    private final Map<ProviderForm, FaultyProvider> providers = new EnumMap<>(ProviderForm.class);
    private final Map<FaultyProvider, Integer> before = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * Starts the gateway.
     *
     * @param fakes sets what the primaries answer
     * @param failover the failover settings of all pools
     * @param more more settings, in YAML
     */
    PairedGateway(
            BiFunction<ProviderForm, FaultyProviderBuilder, FaultyProviderBuilder> fakes, String failover, String more)
            throws IOException {
        for (ProviderForm form : ProviderForm.values()) {
            providers.put(form, fakes.apply(form, form.fake().tokens(TOKENS)).start());
        }
        gateway = Gateway.start("""
                pointsman:
                  providers:
                %s
                    other: { wire: openai, url: "%s", api-key: key-other }
                  models:
                %s
                    - { id: other, provider: other, capabilities: [tools, vision] }
                  pools:
                %s
                %s
                """.formatted(
                        each(form -> "    %1$s: { wire: %1$s, url: \"%2$s\", api-key: key-%1$s }"
                                .formatted(form, provider(form).url())),
                        other.url(),
                        each(form -> """
                                    - { id: m-%1$s, name: "%2$s", provider: %1$s, capabilities: [tools, vision, reasoning] }
                                    - { id: n-%1$s, name: "%2$s", provider: %1$s, capabilities: [tools, vision, reasoning] }\
                                """.formatted(form, model(form))),
                        each(form -> """
                                    %1$s: { goal: ordered, primary: [m-%1$s], fallback: [other], failover: { %2$s } }
                                    twice-%1$s: { goal: ordered, primary: [m-%1$s, n-%1$s], fallback: [other], failover: { %2$s } }
                                %3$s\
                                """.formatted(form, failover, each(next -> then(form, next, failover)))),
                        more));
    }

    /** Starts a gateway whose limits no test reaches. */
    static PairedGateway start() throws IOException {
        return new PairedGateway(
                (form, fake) -> fake, "first-token-timeout: 20s, stall-timeout: 20s, response-timeout: 20s", "");
    }

    private static String then(ProviderForm form, ProviderForm next, String failover) {
        return "    %s: { goal: ordered, primary: [m-%s], fallback: [n-%s], failover: { %s } }"
                .formatted(chain(form, next), form, next, failover);
    }

    /** Returns the name of the pool with one provider's model and another one's behind it. */
    static String chain(ProviderForm form, ProviderForm next) {
        return form + "-then-" + next;
    }

    /** Returns the model's name at a provider, by which a vendor's rules are known. */
    private static String model(ProviderForm form) {
        return switch (form) {
            case OPENAI, OPENAI_RESPONSES -> "gpt-5.1";
            case ANTHROPIC -> "claude-sonnet-4-5";
            case GEMINI -> "gemini-3-pro-preview";
            case BEDROCK -> "anthropic.claude-sonnet-4-5-20250929-v1:0";
        };
    }

    private static String each(Function<ProviderForm, String> line) {
        return Arrays.stream(ProviderForm.values()).map(line).collect(Collectors.joining("\n"));
    }

    FaultyProvider provider(ProviderForm form) {
        return providers.get(form);
    }

    FaultyProvider provider(ProtocolPair pair) {
        return provider(pair.provider());
    }

    /** Forgets all faults, and all that the router has learned; requests are counted from here. */
    void reset() {
        before.clear();
        for (FaultyProvider provider : all()) {
            provider.heal();
            before.put(provider, provider.requestCount());
        }
        ModelRouter router = gateway.bean(ModelRouter.class);
        router.operations().models().forEach(model -> router.operations().reset(model.id()));
    }

    private List<FaultyProvider> all() {
        List<FaultyProvider> all = new ArrayList<>(providers.values());
        all.add(other);
        return all;
    }

    /** Returns the requests of a provider since {@link #reset()}. */
    List<SeenRequest> requests(FaultyProvider provider) {
        List<SeenRequest> requests = provider.requests();
        return requests.subList(before.getOrDefault(provider, 0), requests.size());
    }

    List<SeenRequest> requests(ProtocolPair pair) {
        return requests(provider(pair));
    }

    /** Asks the pool of a pair's provider. */
    PairAnswer ask(ProtocolPair pair, boolean stream) throws IOException, InterruptedException {
        return ask(pair.client(), stream, pair.client().hello(pair.provider().wire(), stream, ""));
    }

    /** Asks for a stream of each pair at once, of providers with a fault. */
    Map<ProtocolPair, PairAnswer> askAll(Fault fault) {
        always(request -> fault);
        Map<ProtocolPair, CompletableFuture<PairAnswer>> asked = new HashMap<>();
        ProtocolPair.all()
                .forEach(pair -> asked.put(
                        pair,
                        open(pair.client(), pair.client().hello(pair.provider().wire(), true, ""))));
        Map<ProtocolPair, PairAnswer> answers = new HashMap<>();
        asked.forEach((pair, answer) -> answers.put(pair, answer.join()));
        return answers;
    }

    /** Asks for a stream on a thread of its own. */
    CompletableFuture<PairAnswer> open(ClientForm form, String body) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return ask(form, true, body);
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                threads);
    }

    /** Sets the fault of all primaries, by the request. */
    void always(Function<SeenRequest, Fault> fault) {
        providers.values().forEach(provider -> provider.always(fault));
    }

    /** Waits until the primaries have received a number of requests since {@link #reset()}. */
    void awaitRequests(int count) {
        long until = System.nanoTime() + SOON.toNanos();
        while (received() < count && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(received()).isEqualTo(count);
    }

    private int received() {
        return providers.values().stream()
                .mapToInt(provider -> requests(provider).size())
                .sum();
    }

    PairAnswer ask(ClientForm form, boolean stream, String body, String... headers)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.address(form.path())))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        ReceivedBody received = ReceivedBody.of(response.body());
        return new PairAnswer(
                form,
                response.statusCode(),
                stream && response.statusCode() == 200,
                response.headers(),
                received.text(),
                received.broken(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** Checks that an answer is whole, once, from a model. */
    static void isWhole(PairAnswer answer, String model) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.error().isMissingNode()).as(answer.body()).isTrue();
        assertThat(answer.text()).isEqualTo(WHOLE);
        assertThat(ClientForm.isWhole(answer.finish())).as(answer.finish()).isTrue();
        assertThat(answer.broken()).isFalse();
        assertThat(answer.model()).isEqualTo(model);
    }

    static void isPrimary(PairAnswer answer, ProtocolPair pair) {
        isWhole(answer, "m-" + pair.provider());
    }

    static void isFallback(PairAnswer answer) {
        isWhole(answer, OTHER);
    }

    /** Checks that a stream failed: an error event, no end mark, and a broken connection. */
    static void isFailed(PairAnswer answer) {
        assertThat(answer.error().isObject()).as(answer.body()).isTrue();
        assertThat(answer.looksWhole()).as(answer.body()).isFalse();
        assertThat(answer.broken())
                .as("broken connection after %s", answer.body())
                .isTrue();
    }

    /** Waits until nothing is under way. */
    void awaitIdle() {
        long until = System.nanoTime() + SOON.toNanos();
        while (inFlight() > 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(inFlight()).as("calls in flight").isZero();
    }

    private long inFlight() {
        return gateway.bean(ModelRouter.class).operations().snapshot().stream()
                .mapToLong(model -> model.statistics().inFlight())
                .sum();
    }

    @Override
    public void close() {
        try {
            awaitIdle();
        } finally {
            threads.shutdown();
            gateway.close();
            all().forEach(FaultyProvider::close);
        }
    }
}
