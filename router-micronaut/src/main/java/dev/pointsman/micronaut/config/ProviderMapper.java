package dev.pointsman.micronaut.config;

import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.chat.ReachabilityCheck;
import dev.pointsman.model.Timeouts;
import dev.pointsman.wire.WireProtocols;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mapper from configuration to provider settings; keys, header and query values are never part of a message. */
final class ProviderMapper {
    private ProviderMapper() {}

    static List<ProviderSettings> all(Map<String, ProviderConfig> configs, ConfigErrors at) {
        Set<String> wires = WireProtocols.load().names();
        return configs.values().stream()
                .map(config -> one(config, wires, at.in(config.name())))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns the default timeouts of each provider's models. */
    static Map<String, Timeouts> limits(Map<String, ProviderConfig> configs, ConfigErrors at) {
        Map<String, Timeouts> limits = new LinkedHashMap<>();
        configs.forEach((name, config) -> limits.put(
                name,
                new RangeChecks(at.in(name))
                        .timeouts(config.firstTokenTimeout(), config.stallTimeout(), config.responseTimeout())));
        return limits;
    }

    private static @Nullable ProviderSettings one(ProviderConfig config, Set<String> wires, ConfigErrors at) {
        String wire = wire(config.wire(), wires, at.in("wire"));
        URI url = url(config.url(), at.in("url"));
        RangeChecks given = new RangeChecks(at);
        Duration connect = given.positive("connect-timeout", config.connectTimeout(), ProviderSettings.CONNECT_TIMEOUT);
        String key = config.apiKey() == null ? "" : config.apiKey();
        Map<String, String> mistakes = ProviderSettings.mistakes(key, config.headers(), config.query());
        mistakes.forEach((path, expected) -> at.in(path).refuse("***", expected));
        String alias = config.keyAlias() == null ? config.name() : config.keyAlias();
        boolean named = at.in("key-alias")
                .require(
                        alias.equals(config.name()) || ProviderSettings.isAlias(alias, key),
                        "***",
                        ProviderSettings.ALIAS);
        ReachabilityCheck check = check(config.probe(), at.in("probe"));
        if (wire == null || url == null || !mistakes.isEmpty() || !named) {
            return null;
        }
        String organization = RangeChecks.or("", config.organization());
        return new ProviderSettings(
                config.name(), wire, url, key, config.headers(), config.query(), connect, alias, organization, check);
    }

    private static ReachabilityCheck check(ProviderConfig.@Nullable Probe config, ConfigErrors at) {
        ReachabilityCheck base = ReachabilityCheck.DEFAULT;
        if (config == null) {
            return base;
        }
        String word = config.word();
        if (word != null) {
            at.require(word.equals("none"), word, "none, or a map of values by key");
            return new ReachabilityCheck(false, base.path(), base.interval());
        }
        String path = RangeChecks.or(base.path(), config.path());
        Duration interval = RangeChecks.or(base.interval(), config.interval());
        boolean valid = at.in("path").require(ReachabilityCheck.isPath(path), path, ReachabilityCheck.PATH);
        valid &= at.in("interval").require(interval.compareTo(ReachabilityCheck.SHORTEST) >= 0, interval, ">= 100ms");
        return valid ? new ReachabilityCheck(RangeChecks.or(base.enabled(), config.enabled()), path, interval) : base;
    }

    private static @Nullable String wire(@Nullable String word, Set<String> known, ConfigErrors at) {
        String expected = ConfigErrors.oneOf(known);
        String name = at.given(word, expected).toLowerCase(Locale.ROOT);
        return word != null && at.require(known.contains(name), word, expected) ? name : null;
    }

    private static @Nullable URI url(@Nullable String text, ConfigErrors at) {
        if (text == null) {
            at.missing("an http or https address");
            return null;
        }
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            at.refuse(text.contains("@") ? "not an address" : text, "an http or https address");
            return null;
        }
        // User info before the host may have a password, so an invalid address with one is not quoted.
        if (!at.require(url.getRawUserInfo() == null, "user info", "none; use api-key or headers")) {
            return null;
        }
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        return at.require(http && url.getHost() != null, text, "an http or https address") ? url : null;
    }
}
