/**
 * State that several instances share by Redis or Valkey: usage of limits and budgets, sessions, the health of models, and
 * responses. No call waits for the server.
 */
@NullMarked
package dev.pointsman.redis;

import org.jspecify.annotations.NullMarked;
