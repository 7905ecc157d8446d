package dev.pointsman.micronaut.chat;

import java.nio.charset.StandardCharsets;

/**
 * One server-sent event that carries data.
 *
 * @param name its type; empty when it has none
 * @param data its data as bytes, so that the JSON parser sees broken UTF-8 where there is any
 */
record ServerEvent(String name, byte[] data) {

  String text() {
    return new String(data, StandardCharsets.UTF_8);
  }
}
