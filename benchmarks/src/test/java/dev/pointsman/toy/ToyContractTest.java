package dev.pointsman.toy;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.testkit.wire.WireProtocolContract;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.WireProtocolFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A protocol of another artifact under the contract. */
class ToyContractTest extends WireProtocolContract {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected WireProtocolFactory factory() {
        return new ToyWireFactory();
    }

    @Override
    protected byte[] whole() {
        return bytes("{\"say\":\"Hello toy\",\"words\":2}");
    }

    @Override
    protected byte[] stream() {
        return bytes("{\"piece\":\"Hello \"}\n{\"piece\":\"toy\"}\n{\"end\":2}\n");
    }

    @Override
    protected String text() {
        return "Hello toy";
    }

    @Override
    protected Usage usage() {
        return new Usage(1, 0, 2);
    }

    @Override
    protected List<ErrorSample> errors() {
        return List.of(
                new ErrorSample(429, Map.of(), bytes("{\"oops\":\"slow down\"}"), FailureKind.RATE_LIMITED),
                new ErrorSample(500, Map.of(), new byte[0], FailureKind.SERVER_ERROR));
    }

    @Override
    protected Map<String, ChatRequest> unsupported() {
        return Map.of("tools", with("tools", "[{'type':'function'}]"));
    }
}
