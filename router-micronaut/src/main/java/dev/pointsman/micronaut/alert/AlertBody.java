package dev.pointsman.micronaut.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes an alert as a webhook wants it. */
final class AlertBody {
    private AlertBody() {}

    static String of(Alert alert, AlertFormat format, String instance) {
        return (format == AlertFormat.SLACK ? slack(alert, instance) : json(alert, instance)).toString();
    }

    /** Slack reads marks in a text, and links and mentions between angle brackets; names are neither. */
    private static ObjectNode slack(Alert alert, String instance) {
        String others =
                alert.heldBack() == 0 ? "" : " (" + alert.heldBack() + " alerts were held back before this one)";
        String who = instance.isEmpty() ? "" : "[" + instance + "] ";
        String text = (who + alert.text() + others)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return JsonNodeFactory.instance.objectNode().put("text", text).put("mrkdwn", false);
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
