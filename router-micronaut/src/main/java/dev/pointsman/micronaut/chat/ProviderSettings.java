package dev.pointsman.micronaut.chat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How one provider is reached.
 *
 * <p>How long an answer may take is not among it: that is the affair of the model and the pool, and comes with the attempt
 * ({@link dev.pointsman.router.Attempt#timeouts}).
 *
 * <p>The key and the values of headers and query are secrets: they never show in {@link #toString()}, and a provider
 * that echoes the key in an error is not quoted with it. Immutable.
 *
 * @param name the name that models refer to; not blank
 * @param wire the protocol it speaks
 * @param url the base of its addresses, such as {@code https://api.openai.com/v1}; http or https
 * @param apiKey the key, sent as the wire wants it; empty for none, as where a header carries it
 * @param headers sent with every request, over what the wire sends by itself
 * @param query added to every address, as Azure's {@code api-version}; the HTTP client logs addresses, so what is named
 *     like a key ({@code key}, {@code api-key}, {@code access_token} and the like) is refused and belongs in a header
 * @param connectTimeout how long making a connection may take; over 0
 * @param keyAlias what the key is called where people read, as in an audit; the provider's name, or 1 to 64
 *     characters that are no part of the key
 * @param check the free request that shows whether the provider can be reached, made while a model of it is out
 */
public record ProviderSettings(
        String name,
        Wire wire,
        URI url,
        String apiKey,
        Map<String, String> headers,
        Map<String, String> query,
        Duration connectTimeout,
        String keyAlias,
        ReachabilityCheck check) {

    /** What is expected of an alias. */
    public static final String ALIAS = "1 to 64 visible characters, and no part of the key";

    /** How long making a connection may take by default. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Checks the values and copies the maps.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public ProviderSettings {
        ValueErrors.that(!name.isBlank(), "name", '"' + name + '"', "not blank");
        // A wrong address may carry a password before the host, so only its harmless parts are quoted.
        ValueErrors.that(
                ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null,
                "url",
                url.getScheme() + "://" + url.getHost(),
                "http or https, with a host");
        ValueErrors.that(url.getRawUserInfo() == null, "url", "user info", "none; use api-key or headers");
        positive(connectTimeout, "connectTimeout");
        apiKey = apiKey.strip();
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        // Checked here, for whoever finds it out later would quote the value.
        mistakes(apiKey, headers, query).forEach((path, expected) -> {
            throw ValueErrors.wrong(path, "***", expected);
        });
        ValueErrors.that(keyAlias.equals(name) || SecretRedactor.isAlias(keyAlias, apiKey), "key-alias", "***", ALIAS);
    }

    /**
     * Settings with the default check.
     *
     * @param name the name that models refer to
     * @param wire the protocol it speaks
     * @param url the base of its addresses
     * @param apiKey the key; empty for none
     * @param headers sent with every request
     * @param query added to every address
     * @param connectTimeout how long making a connection may take
     * @param keyAlias what the key is called where people read
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public ProviderSettings(
            String name,
            Wire wire,
            URI url,
            String apiKey,
            Map<String, String> headers,
            Map<String, String> query,
            Duration connectTimeout,
            String keyAlias) {
        this(name, wire, url, apiKey, headers, query, connectTimeout, keyAlias, ReachabilityCheck.DEFAULT);
    }

    /**
     * Whether a key may be called so.
     *
     * @param alias the alias
     * @param apiKey the key
     * @return false if the alias is blank, too long for a name, has control characters, or tells some of the key
     */
    public static boolean isAlias(String alias, String apiKey) {
        return SecretRedactor.isAlias(alias, apiKey.strip());
    }

    /**
     * What is wrong with the values that may be secrets, without quoting any.
     *
     * @param apiKey the key
     * @param headers the headers
     * @param query the query
     * @return what was expected by path, such as {@code headers.X-Key}; empty when all is right
     */
    public static Map<String, String> mistakes(String apiKey, Map<String, String> headers, Map<String, String> query) {
        return SecretRedactor.mistakes(apiKey.strip(), headers, query);
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
        return new ProviderSettings(name, wire, url, apiKey, Map.of(), Map.of(), CONNECT_TIMEOUT, name);
    }

    /**
     * These settings with other headers and query.
     *
     * @param otherHeaders sent with every request
     * @param otherQuery added to every address
     * @return the settings
     */
    public ProviderSettings with(Map<String, String> otherHeaders, Map<String, String> otherQuery) {
        return new ProviderSettings(name, wire, url, apiKey, otherHeaders, otherQuery, connectTimeout, keyAlias, check);
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
                + ", keyAlias=" + keyAlias
                + "]";
    }

    private static void positive(Duration value, String name) {
        ValueErrors.that(value.compareTo(Duration.ZERO) > 0, name, value, "> 0");
    }
}
