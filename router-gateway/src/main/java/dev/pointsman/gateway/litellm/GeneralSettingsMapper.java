package dev.pointsman.gateway.litellm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mapper of {@code general_settings}: operators' token, alerts, size of requests, default group. */
final class GeneralSettingsMapper {
    private static final String MASTER_KEY = "master_key";
    private static final String ALERTING = "alerting";
    private static final String DEFAULT_GROUP = "completion_model";

    private final SourceSection general;

    GeneralSettingsMapper(SourceSection general) {
        this.general = general;
    }

    /** Returns the group of requests without a model; null if there is none. */
    @Nullable
    String defaultGroup() {
        return general.text(DEFAULT_GROUP);
    }

    Map<String, Object> alerts() {
        Map<String, Object> alerts = new LinkedHashMap<>();
        for (Object channel : general.list(ALERTING)) {
            if (channel.equals("slack")) {
                alerts.put("url", EnvironmentReference.placeholder("SLACK_WEBHOOK_URL"));
                alerts.put("format", "slack");
            } else {
                general.findings().unmapped(general.path(ALERTING), "only slack, or a webhook that takes JSON");
            }
        }
        return alerts;
    }

    /** Returns access of operators; the master key becomes their token. */
    Map<String, Object> operators() {
        Object given = general.value(MASTER_KEY);
        if (given == null) {
            return Map.of();
        }
        String variable = EnvironmentReference.variable(given);
        String own = variable == null ? "OPERATORS_TOKEN" : variable;
        general.findings()
                .changed(
                        general.path(MASTER_KEY),
                        (variable == null ? "not copied: set " + own + " in the environment; " : "")
                                + "the token of operators, of at least 16 characters");
        return Map.of("token", EnvironmentReference.placeholder(own));
    }

    /** Returns the largest request, such as 20MB; null if it is not set. */
    @Nullable
    String largestRequest() {
        Double megabytes = general.number("max_request_size_mb");
        return megabytes == null ? null : Math.max(1, megabytes.intValue()) + "MB";
    }
}
