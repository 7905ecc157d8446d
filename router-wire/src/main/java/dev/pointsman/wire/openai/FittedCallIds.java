package dev.pointsman.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.JsonFields;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Ids of tool calls in the form that a server of chat completions takes: nine letters and digits for models of Mistral, at
 * most 40 characters otherwise. An id that does not fit is replaced by a digest of itself: the same for a call and its
 * result, and in all requests of a conversation; two ids of a request never become one. Answers have ids of their own, so
 * that none has to be restored.
 *
 * @see <a href="https://github.com/langchain-ai/langchain/pull/24668">Ids of Mistral</a>
 * @see <a href="https://github.com/camel-ai/camel/issues/2215">The longest id of OpenAI</a>
 */
final class FittedCallIds {
    private static final Pattern NINE = Pattern.compile("[a-zA-Z0-9]{9}");
    private static final Pattern SHORT = Pattern.compile(".{0,40}", Pattern.DOTALL);
    private static final List<String> MISTRAL =
            List.of("mistral", "ministral", "mixtral", "codestral", "devstral", "magistral", "pixtral", "voxtral");

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String CALLS = "tool_calls";
    private static final String RESULT = "tool_call_id";

    private final Pattern fitting;
    private final int length;
    private final Map<String, String> fitted = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private FittedCallIds(boolean nine) {
        this.fitting = nine ? NINE : SHORT;
        this.length = nine ? 9 : 40;
    }

    /** Returns whether a provider's host is one of Mistral. */
    static boolean isMistral(URI url) {
        String host = url.getHost();
        return host != null && host.toLowerCase(Locale.ROOT).endsWith(".mistral.ai");
    }

    private static boolean isMistral(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return MISTRAL.stream().anyMatch(name::contains);
    }

    /**
     * Returns messages with fitting ids.
     *
     * @param host whether the provider is Mistral, whatever the model is called
     * @return the same list if all ids fit; messages that do not change are the same instances
     */
    static List<JsonNode> of(List<JsonNode> messages, String model, boolean host) {
        FittedCallIds ids = new FittedCallIds(host || isMistral(model));
        messages.forEach(message -> each(message, ids::keep));
        messages.forEach(message -> each(message, ids::fit));
        return ids.fitted.isEmpty()
                ? messages
                : messages.stream().map(ids::changed).toList();
    }

    private static void each(JsonNode message, Consumer<String> action) {
        for (JsonNode call : JsonFields.items(message, CALLS)) {
            action.accept(JsonFields.text(call, "id", ""));
        }
        action.accept(JsonFields.text(message, RESULT, ""));
    }

    private boolean fits(String id) {
        return id.isEmpty() || fitting.matcher(id).matches();
    }

    private void keep(String id) {
        if (fits(id)) {
            taken.add(id);
        }
    }

    private void fit(String id) {
        if (fits(id) || fitted.containsKey(id)) {
            return;
        }
        String next = digest(id);
        while (!taken.add(next)) {
            next = digest(next + id);
        }
        fitted.put(id, next);
    }

    private String digest(String id) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            BigInteger rest = new BigInteger(1, bytes);
            BigInteger base = BigInteger.valueOf(DIGITS.length());
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                text.append(DIGITS.charAt(rest.mod(base).intValue()));
                rest = rest.divide(base);
            }
            return text.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private JsonNode changed(JsonNode message) {
        List<JsonNode> calls = new ArrayList<>();
        boolean any = false;
        for (JsonNode call : JsonFields.items(message, CALLS)) {
            String next = fitted.get(JsonFields.text(call, "id", ""));
            any |= next != null;
            calls.add(
                    next == null
                            ? call
                            : JsonFields.buildFrom(call).put("id", next).node());
        }
        String result = fitted.get(JsonFields.text(message, RESULT, ""));
        if (!any && result == null) {
            return message;
        }
        JsonFields.ObjectBuilder changed = JsonFields.buildFrom(message);
        return (any ? changed.put(CALLS, calls) : changed).put(RESULT, result).node();
    }
}
