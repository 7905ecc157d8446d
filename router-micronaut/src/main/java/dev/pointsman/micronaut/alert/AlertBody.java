package dev.pointsman.micronaut.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Request body of an alert in the format of the webhook. */
final class AlertBody {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private AlertBody() {}

    static String of(Alert alert, AlertFormat format, String instance) {
        return (format == AlertFormat.SLACK ? slack(alert, instance) : json(alert, instance)).toString();
    }

    /** Slack reads marks in a text, and links and mentions between angle brackets; names are neither. */
    private static ObjectNode slack(Alert alert, String instance) {
        String who = instance.isEmpty() ? "" : "[" + instance + "] ";
        String text = (who + alert.text() + " (" + time(alert.when()) + heldBack(alert.heldBack()) + ")")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return JsonNodeFactory.instance.objectNode().put("text", text).put("mrkdwn", false);
    }

    /** Slack's own time is that of the arrival, which may be long after. */
    private static String time(Instant when) {
        return TIME.format(when);
    }

    private static String heldBack(long others) {
        return others == 0
                ? ""
                : "; " + others + (others == 1 ? " alert was" : " alerts were") + " held back before this one";
    }

    private static ObjectNode json(Alert alert, String instance) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("source", "pointsman")
                .put("instance", instance)
                .put("kind", alert.kind().toString())
                .put("subject", alert.subject())
                .put("text", alert.text())
                .put("when", alert.when().toString())
                .put("heldBack", alert.heldBack());
    }
}
