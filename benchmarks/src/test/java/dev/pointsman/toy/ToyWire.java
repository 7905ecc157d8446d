package dev.pointsman.toy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ChatResponse;
import dev.pointsman.wire.ErrorReport;
import dev.pointsman.wire.EventDecoder;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.OutgoingRequest;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.StreamReader;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/** Protocol of one prompt and one text, streamed as JSON lines; each request is signed. */
final class ToyWire implements WireProtocol {
    private final String apiKey;

    ToyWire(String apiKey) {
        this.apiKey = apiKey;
    }

    /** Returns the signature of a request. */
    static String signature(String apiKey, String method, String address, byte[] body) {
        CRC32 sum = new CRC32();
        sum.update((apiKey + method + address).getBytes(StandardCharsets.UTF_8));
        sum.update(body);
        return Long.toHexString(sum.getValue());
    }

    @Override
    public Map<String, String> headers(OutgoingRequest request) {
        String address = request.uri().getRawPath() + "?" + request.uri().getRawQuery();
        return Map.of("x-toy-signature", signature(apiKey, request.method(), address, request.body()));
    }

    @Override
    public WireRequest chatRequest(Model model, ChatRequest request, boolean stream) {
        if (JsonFields.field(request.json(), "tools") != null) {
            throw ProviderExceptions.untranslatable("tools", "an array", "none");
        }
        StringBuilder prompt = new StringBuilder();
        request.messages().forEach(message -> prompt.append(JsonFields.text(message, "content", "")));
        return WireRequest.of(
                "say/" + model.name() + (stream ? "?as=lines" : "?as=text"),
                JsonFields.build().put("prompt", prompt.toString()).node());
    }

    @Override
    public ChatResponse chatResponse(Model model, JsonNode body) {
        String text = JsonFields.text(body, "say");
        if (text == null) {
            throw ProviderExceptions.badResponse("say: null", "a string");
        }
        return new ChatResponse(JsonFields.build()
                .put("model", "toy")
                .put(
                        "choices",
                        List.of(JsonFields.build()
                                .put("index", 0)
                                .put(
                                        "message",
                                        JsonFields.build().put("content", text).node())
                                .put("finish_reason", "stop")
                                .node()))
                .put("usage", usage(JsonFields.count(body, "words")))
                .node());
    }

    static JsonNode usage(int words) {
        return JsonFields.build()
                .put("prompt_tokens", 1)
                .put("completion_tokens", words)
                .node();
    }

    @Override
    public EventDecoder eventDecoder() {
        return new ToyLines();
    }

    @Override
    public StreamReader streamReader(Model model, ChatRequest request) {
        return new ToyStream();
    }

    @Override
    public ErrorReport error(byte[] body) {
        JsonNode error = JsonReader.objectOrNull(body);
        String word = JsonFields.text(error, "oops", "");
        return new ErrorReport(Set.of(word.equals("slow down") ? "rate_limit_exceeded" : word), word, 0, "");
    }
}
