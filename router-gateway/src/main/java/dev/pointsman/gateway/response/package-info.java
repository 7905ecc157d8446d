/**
 * Responses: errors in the format of each client with their advice on retries, and headers that describe the serving
 * model.
 */
@NullMarked
package dev.pointsman.gateway.response;

import org.jspecify.annotations.NullMarked;
