package dev.pointsman.wire.fields;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.failure.ProviderException;
import dev.pointsman.model.Capability;
import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Model;
import dev.pointsman.wire.ChatRequest;
import dev.pointsman.wire.ProviderAccount;
import dev.pointsman.wire.Trees;
import dev.pointsman.wire.WireProtocol;
import dev.pointsman.wire.WireProtocols;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Handling of each field of each client protocol at each provider protocol, found by sending it through the
 * translations: the body with the field is compared with the body without it.
 */
final class FieldTable {
    private static final Map<String, String> MODELS = new LinkedHashMap<>();

    static {
        MODELS.put("openai", "gpt-5.5");
        MODELS.put("openai-responses", "gpt-5.5");
        MODELS.put("anthropic", "claude-opus-5-5");
        MODELS.put("gemini", "gemini-3-pro");
        MODELS.put("bedrock", "eu.anthropic.claude-opus-5-5");
    }

    private static final WireProtocols PROTOCOLS = WireProtocols.load();
    private static final String ACCOUNT = "https://bedrock-runtime.eu-west-1.amazonaws.com";
    private static final int MOST_PLACES = 2;

    private FieldTable() {}

    static Set<String> wires() {
        return MODELS.keySet();
    }

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Fields of requests

                Generated from the code by `FieldTablePageTest`: each field is sent through the translations, and the body with it is compared with the body
                without it. How each translation works, and what is repaired, stands in [protocols](protocols.md).

                - **same**: under the same name with the same value; the provider speaks the client's protocol, and the bytes pass through
                - **→** the places of the provider's request that it changes
                - **left out**: not sent, as the answer does not depend on it
                - **refused**: named in an error before anything is sent; another model of the pool serves the call
                - **400**: no model can be sent it

                Models are of the families named in the columns, with the capability `reasoning`. Where all models available to a call speak one protocol, some
                refused fields are left out instead: see [protocols](protocols.md).
                """);
        for (ClientSamples client : ClientSamples.values()) {
            page.append("\n## `").append(client.path).append("`\n\n| field |");
            MODELS.keySet().forEach(wire -> page.append(" `").append(wire).append("` |"));
            page.append("\n|---|").append("---|".repeat(MODELS.size())).append('\n');
            for (FieldSample sample : client.samples) {
                page.append("| ").append(named(sample.name())).append(" |");
                MODELS.keySet()
                        .forEach(wire -> page.append(' ')
                                .append(cell(client, sample, wire))
                                .append(" |"));
                page.append('\n');
            }
        }
        page.append("""

                ## Repairs

                Requests that some providers refuse, as clients of chat completions send them: **repaired** is sent like the valid request of the same meaning;
                **as it is** goes to the provider to judge; a text is what is sent instead.

                | request |""");
        MODELS.keySet().forEach(wire -> page.append(" `").append(wire).append("` |"));
        page.append("\n|---|").append("---|".repeat(MODELS.size())).append('\n');
        for (FieldSample sample : RepairSamples.ALL) {
            page.append("| ").append(sample.name()).append(" |");
            MODELS.keySet()
                    .forEach(wire ->
                            page.append(' ').append(repair(sample, wire)).append(" |"));
            page.append('\n');
        }
        return page.toString();
    }

    private static String repair(FieldSample sample, String wire) {
        ClientSamples client = ClientSamples.COMPLETIONS;
        JsonNode odd = sample.request(client.base, sample.with());
        JsonNode sent;
        try {
            sent = body(wire, client.request(odd));
        } catch (ProviderException e) {
            return "refused";
        }
        JsonNode valid = body(wire, client.request(sample.request(client.base, sample.without())));
        if (sent.equals(valid)) {
            return "repaired";
        }
        Set<String> texts = new TreeSet<>();
        texts(sent, texts);
        Set<String> others = new TreeSet<>();
        texts(valid, others);
        texts(odd, others);
        texts.removeAll(others);
        return texts.isEmpty() ? "as it is" : "`" + String.join("`, `", texts) + "`";
    }

    private static void texts(JsonNode node, Set<String> to) {
        if (node.isTextual()) {
            to.add(node.textValue());
        }
        node.forEach(child -> texts(child, to));
    }

    private static String named(String name) {
        return name.matches("[a-z_]+") ? "`" + name + "`" : name;
    }

    /** Returns the handling of a field. */
    static String cell(ClientSamples client, FieldSample sample, String wire) {
        JsonNode with = sample.request(client.base, sample.with());
        ChatRequest request;
        try {
            request = client.request(with);
        } catch (IllegalArgumentException e) {
            return "400";
        }
        if (!request.lost(wire).isEmpty()) {
            return "refused";
        }
        JsonNode sent;
        try {
            sent = body(wire, request);
        } catch (ProviderException e) {
            if (e.failure().kind() != FailureKind.UNSUPPORTED) {
                throw e;
            }
            return "refused";
        }
        JsonNode plain = body(wire, client.request(sample.request(client.base, sample.without())));
        Set<String> places = new TreeSet<>();
        differences("", plain, sent, places);
        if (places.isEmpty()) {
            return "left out";
        }
        boolean same = wire.equals(client.own) || isSame(sample, sent);
        return same ? "same" : "→ " + shortened(places);
    }

    private static boolean isSame(FieldSample sample, JsonNode sent) {
        JsonNode fields = Trees.of("{" + sample.with() + "}");
        return fields.properties().stream().allMatch(field -> field.getValue().equals(sent.get(field.getKey())));
    }

    private static String shortened(Set<String> places) {
        List<String> shown = places.stream()
                .limit(MOST_PLACES)
                .map(place -> "`" + place + "`")
                .toList();
        return String.join(", ", shown) + (places.size() > MOST_PLACES ? ", …" : "");
    }

    private static JsonNode body(String wire, ChatRequest request) {
        Model model = Model.builder("m", "p")
                .name(MODELS.get(wire))
                .maxOutput(100)
                .capabilities(Set.of(Capability.REASONING, Capability.TOOLS, Capability.VISION))
                .build();
        WireProtocol protocol = PROTOCOLS.create(
                wire, new ProviderAccount("p", URI.create(ACCOUNT), "AK:secret", InstantSource.system()));
        return Trees.reread(protocol.chatRequest(model, request, false).body());
    }

    /** Adds the places at which two bodies differ; the elements of a list are one place. */
    private static void differences(String path, JsonNode one, JsonNode two, Set<String> to) {
        if (one.equals(two)) {
            return;
        }
        if (!one.isObject() || !two.isObject()) {
            to.add(path);
            return;
        }
        Set<String> names = new TreeSet<>();
        one.fieldNames().forEachRemaining(names::add);
        two.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            differences(path.isEmpty() ? name : path + "." + name, one.path(name), two.path(name), to);
        }
    }
}
