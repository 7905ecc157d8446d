/**
 * Access to the gateway: allowed hosts and origins, operators and their token, the log messages that name the rules.
 */
@NullMarked
package dev.pointsman.gateway.access;

import org.jspecify.annotations.NullMarked;
