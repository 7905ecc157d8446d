package dev.pointsman.micronaut.alert;

/** Format of an alert. */
enum AlertFormat {
    /** One text, as expected by Slack's incoming webhooks. */
    SLACK,
    /** A JSON object with a field for each property. */
    JSON
}
