package dev.pointsman.testkit.wire;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.testkit.Fault;
import dev.pointsman.testkit.FaultyProvider;
import dev.pointsman.testkit.FaultyProviderBuilder;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocolFactory;
import dev.pointsman.wire.WireRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;

/** A built-in protocol against the faulty provider that speaks it. */
abstract class FakeProviderContract extends WireProtocolContract {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String wire;
    private final FaultyProvider provider;

    FakeProviderContract(String wire, FaultyProviderBuilder builder) {
        this.wire = wire;
        this.provider = builder.tokens(7).promptTokens(100).cachedTokens(40).start();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Override
    protected URI url() {
        return URI.create(provider.url());
    }

    @Override
    protected WireProtocolFactory factory() {
        return ServiceLoader.load(WireProtocolFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals(wire))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected String text() {
        return "tok0 tok1 tok2 tok3 tok4 tok5 tok6";
    }

    @Override
    protected Usage usage() {
        return new Usage(100, 40, 7);
    }

    @Override
    protected byte[] whole() {
        return ask(false).body();
    }

    @Override
    protected byte[] stream() {
        return ask(true).body();
    }

    Map<Fault, FailureKind> faults() {
        Map<Fault, FailureKind> faults = new LinkedHashMap<>();
        faults.put(Fault.rateLimited(), FailureKind.RATE_LIMITED);
        faults.put(Fault.tokensPerMinute(), FailureKind.RATE_LIMITED);
        faults.put(Fault.invalidKey(), FailureKind.CREDENTIALS);
        faults.put(Fault.forbidden(), FailureKind.FORBIDDEN);
        faults.put(Fault.modelNotFound(), FailureKind.MODEL_NOT_FOUND);
        faults.put(Fault.contextLengthExceeded(), FailureKind.CONTEXT_LENGTH);
        faults.put(Fault.contentPolicyViolation(), FailureKind.CONTENT_FILTER);
        faults.put(Fault.invalidRequest(), FailureKind.INVALID_REQUEST);
        faults.put(Fault.tooLarge(), FailureKind.INVALID_REQUEST);
        faults.put(Fault.insufficientQuota(), FailureKind.QUOTA_EXHAUSTED);
        faults.put(Fault.status(500), FailureKind.SERVER_ERROR);
        faults.put(Fault.overloaded(), FailureKind.SERVER_ERROR);
        return faults;
    }

    @Override
    protected List<ErrorSample> errors() {
        List<ErrorSample> samples = new ArrayList<>();
        faults().forEach((fault, kind) -> {
            provider.script(fault);
            HttpResponse<byte[]> response = ask(false);
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            samples.add(new ErrorSample(response.statusCode(), headers, response.body(), kind));
        });
        return samples;
    }

    HttpResponse<byte[]> ask(boolean stream) {
        WireProtocol protocol = protocol();
        WireRequest request = protocol.chatRequest(MODEL, ChatRequest.user("Hello?"), stream);
        byte[] body = JsonReader.bytes(request.body());
        URI uri = URI.create(provider.url() + "/" + request.path());
        HttpRequest.Builder post = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        protocol.headers(new OutgoingRequest("POST", uri, body)).forEach((name, value) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                post.header(name, value);
            }
        });
        try {
            return http.send(post.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
