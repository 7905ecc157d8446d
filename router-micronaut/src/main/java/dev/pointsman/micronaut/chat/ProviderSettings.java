package dev.pointsman.micronaut.chat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How one provider is reached.
 *
 * <p>The key and the values of headers and query are secrets: they never show in {@link #toString()}, and a provider
 * that echoes the key in an error is not quoted with it. Immutable.
 *
 * @param name the name that models refer to; not blank
 * @param wire the protocol it speaks
 * @param url the base of its addresses, such as {@code https://api.openai.com/v1}; http or https
 * @param apiKey the key, sent as the wire wants it; empty for none, as where a header carries it
 * @param headers sent with every request, over what the wire sends by itself
 * @param query added to every address; the HTTP client logs addresses at level DEBUG, so a key is better in a header
 * @param connectTimeout how long making a connection may take; over 0
 * @param responseTimeout how long a whole JSON answer may take; over 0
 * @param firstTokenTimeout how long a stream's first token may take; over 0
 * @param stallTimeout how long a stream may pause between tokens; over 0
 */
public record ProviderSettings(
        String name,
        Wire wire,
        URI url,
        String apiKey,
        Map<String, String> headers,
        Map<String, String> query,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration firstTokenTimeout,
        Duration stallTimeout) {

    /** How long making a connection may take by default. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** How long a whole JSON answer may take by default. */
    public static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

    /** How long a stream's first token may take by default. */
    public static final Duration FIRST_TOKEN_TIMEOUT = Duration.ofSeconds(10);

    /** How long a stream may pause between tokens by default. */
    public static final Duration STALL_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Checks the values and copies the maps.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public ProviderSettings {
        Expect.that(!name.isBlank(), "name", '"' + name + '"', "not blank");
        // A wrong address may carry a password before the host, so only its harmless parts are quoted.
        Expect.that(
                ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null,
                "url",
                url.getScheme() + "://" + url.getHost(),
                "http or https, with a host");
        Expect.that(url.getRawUserInfo() == null, "url", "user info", "none; use api-key or headers");
        positive(connectTimeout, "connectTimeout");
        positive(responseTimeout, "responseTimeout");
        positive(firstTokenTimeout, "firstTokenTimeout");
        positive(stallTimeout, "stallTimeout");
        apiKey = apiKey.strip();
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        // Checked here, for whoever finds it out later would quote the value.
        visible(apiKey, "apiKey");
        headers.forEach((header, value) -> visible(value, "headers." + header));
    }

    /**
     * Settings with every optional value at its default.
     *
     * @param name the name that models refer to
     * @param wire the protocol it speaks
     * @param url the base of its addresses
     * @param apiKey the key; empty for none
     * @return the settings
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public static ProviderSettings of(String name, Wire wire, URI url, String apiKey) {
        return new ProviderSettings(
                name,
                wire,
                url,
                apiKey,
                Map.of(),
                Map.of(),
                CONNECT_TIMEOUT,
                RESPONSE_TIMEOUT,
                FIRST_TOKEN_TIMEOUT,
                STALL_TIMEOUT);
    }

    /**
     * These settings with other headers and query.
     *
     * @param otherHeaders sent with every request
     * @param otherQuery added to every address
     * @return the settings
     */
    public ProviderSettings with(Map<String, String> otherHeaders, Map<String, String> otherQuery) {
        return new ProviderSettings(
                name,
                wire,
                url,
                apiKey,
                otherHeaders,
                otherQuery,
                connectTimeout,
                responseTimeout,
                firstTokenTimeout,
                stallTimeout);
    }

    /**
     * These settings with other limits.
     *
     * @param response how long a whole JSON answer may take
     * @param firstToken how long a stream's first token may take
     * @param stall how long a stream may pause between tokens
     * @return the settings
     * @throws IllegalArgumentException if a limit is not over 0
     */
    public ProviderSettings withLimits(Duration response, Duration firstToken, Duration stall) {
        return new ProviderSettings(
                name, wire, url, apiKey, headers, query, connectTimeout, response, firstToken, stall);
    }

    /** The name, wire and address; of key, headers and query only whether and which there are. */
    @Override
    public String toString() {
        return "ProviderSettings[name=" + name
                + ", wire=" + wire
                + ", url=" + url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath()
                + ", apiKey=" + (apiKey.isEmpty() ? "none" : "***")
                + ", headers=" + headers.keySet()
                + ", query=" + query.keySet()
                + "]";
    }

    private static void visible(String secret, String name) {
        Expect.that(secret.chars().allMatch(c -> c >= ' ' && c < 0x7f), name, "***", "visible ASCII characters");
    }

    private static void positive(Duration value, String name) {
        Expect.that(value.compareTo(Duration.ZERO) > 0, name, value, "> 0");
    }
}
