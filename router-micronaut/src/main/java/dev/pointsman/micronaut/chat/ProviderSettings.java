package dev.pointsman.micronaut.chat;

import dev.pointsman.wire.ValueErrors;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Connection settings of one provider.
 *
 * <p>Response timeouts are not included: they are set for model and pool, and come with the attempt
 * ({@link dev.pointsman.router.Attempt#timeouts}).
 *
 * <p>The key and the values of headers and query are secrets: they are not part of {@link #toString()}, and are
 * redacted from quoted errors. Immutable.
 *
 * @param name the name that models refer to; not blank
 * @param wire the name of the protocol, such as {@code openai}; not blank
 * @param url the base address, such as {@code https://api.openai.com/v1}; http or https
 * @param apiKey the key, sent as the protocol requires; empty for none, as when a header carries it
 * @param headers sent with every request; they replace the protocol's own headers
 * @param query added to every address, such as Azure's {@code api-version}; the HTTP client logs addresses, so names of
 *     keys ({@code key}, {@code api-key}, {@code access_token} and the like) are rejected and belong in a header
 * @param connectTimeout timeout of connection establishment; over 0
 * @param keyAlias alias of the key for logs and the audit log; the provider's name, or 1 to 64 characters that are no
 *     part of the key
 * @param organization the vendor's organization that the key belongs to, with which providers exchange reasoning state;
 *     empty for one that no other provider shares
 * @param check the free request that checks reachability while the circuit breaker of a model of it is open
 */
public record ProviderSettings(
        String name,
        String wire,
        URI url,
        String apiKey,
        Map<String, String> headers,
        Map<String, String> query,
        Duration connectTimeout,
        String keyAlias,
        String organization,
        ReachabilityCheck check) {

    /** Expected form of an alias, for error messages. */
    public static final String ALIAS = "1 to 64 visible characters, and no part of the key";

    /** Default timeout of connection establishment. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /**
     * Checks the values and copies the maps.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public ProviderSettings {
        ValueErrors.that(!name.isBlank(), "name", '"' + name + '"', "not blank");
        ValueErrors.that(!wire.isBlank(), "wire", '"' + wire + '"', "the name of a protocol");
        // A wrong address may carry a password before the host, so only its harmless parts are quoted.
        ValueErrors.that(
                ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null,
                "url",
                url.getScheme() + "://" + url.getHost(),
                "http or https, with a host");
        ValueErrors.that(url.getRawUserInfo() == null, "url", "user info", "none; use api-key or headers");
        positive(connectTimeout, "connectTimeout");
        apiKey = apiKey.strip();
        organization = organization.strip();
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        // Checked here: a later check elsewhere would quote the value.
        mistakes(apiKey, headers, query).forEach((path, expected) -> {
            throw ValueErrors.wrong(path, "***", expected);
        });
        ValueErrors.that(keyAlias.equals(name) || SecretRedactor.isAlias(keyAlias, apiKey), "key-alias", "***", ALIAS);
    }

    /**
     * Creates settings with the default check, of an organization that no other provider shares.
     *
     * @param name the name that models refer to
     * @param wire the name of the protocol
     * @param url the base of its addresses
     * @param apiKey the key; empty for none
     * @param headers sent with every request
     * @param query added to every address
     * @param connectTimeout how long making a connection may take
     * @param keyAlias alias of the key for logs and the audit log
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public ProviderSettings(
            String name,
            String wire,
            URI url,
            String apiKey,
            Map<String, String> headers,
            Map<String, String> query,
            Duration connectTimeout,
            String keyAlias) {
        this(name, wire, url, apiKey, headers, query, connectTimeout, keyAlias, "", ReachabilityCheck.DEFAULT);
    }

    /**
     * Returns whether a text is a valid alias of a key.
     *
     * @param alias the alias
     * @param apiKey the key
     * @return false if the alias is blank, too long for a name, has control characters, or contains a part of the key
     */
    public static boolean isAlias(String alias, String apiKey) {
        return SecretRedactor.isAlias(alias, apiKey.strip());
    }

    /**
     * Returns the errors of values that may be secrets, without quoting them.
     *
     * @param apiKey the key
     * @param headers the headers
     * @param query the query
     * @return expected forms by path, such as {@code headers.X-Key}; empty if all are valid
     */
    public static Map<String, String> mistakes(String apiKey, Map<String, String> headers, Map<String, String> query) {
        return SecretRedactor.mistakes(apiKey.strip(), headers, query);
    }

    /**
     * Returns settings with every optional value at its default.
     *
     * @param name the name that models refer to
     * @param wire the name of the protocol
     * @param url the base of its addresses
     * @param apiKey the key; empty for none
     * @return the settings
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public static ProviderSettings of(String name, String wire, URI url, String apiKey) {
        return new ProviderSettings(name, wire, url, apiKey, Map.of(), Map.of(), CONNECT_TIMEOUT, name);
    }

    /**
     * Returns these settings with other headers and query.
     *
     * @param otherHeaders sent with every request
     * @param otherQuery added to every address
     * @return the settings
     */
    public ProviderSettings with(Map<String, String> otherHeaders, Map<String, String> otherQuery) {
        return new ProviderSettings(
                name, wire, url, apiKey, otherHeaders, otherQuery, connectTimeout, keyAlias, organization, check);
    }

    /** Returns name, protocol and address; of key, headers and query only presence and names. */
    @Override
    public String toString() {
        return "ProviderSettings[name=" + name
                + ", wire=" + wire
                + ", url=" + url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath()
                + ", apiKey=" + (apiKey.isEmpty() ? "none" : "***")
                + ", headers=" + headers.keySet()
                + ", query=" + query.keySet()
                + ", keyAlias=" + keyAlias
                + ", organization=" + organization
                + "]";
    }

    private static void positive(Duration value, String name) {
        ValueErrors.that(value.compareTo(Duration.ZERO) > 0, name, value, "> 0");
    }
}
