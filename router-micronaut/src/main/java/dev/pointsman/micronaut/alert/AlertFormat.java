package dev.pointsman.micronaut.alert;

/** How an alert is written. */
public enum AlertFormat {
    /** As Slack's incoming webhooks want it: one text. */
    SLACK,
    /** As a JSON object with a field for each thing. */
    JSON
}
