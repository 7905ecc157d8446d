/** The source of a call that is made of publishers, which routed methods and the chat client share; parts of the chat client. */
@NullMarked
package dev.pointsman.micronaut.chat.internal;

import org.jspecify.annotations.NullMarked;
