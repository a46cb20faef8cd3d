/**
 * The OpenAPI document: paths from the endpoints, named paths for the registered operations, words and examples from
 * {@code META-INF/openapi.yaml}.
 *
 * <p>May use: {@code operation}, {@code capability}, {@code definition}.
 */
package org.ketaminerecord.openapi;
