/**
 * HTTP: one JAX-RS class per interaction, content negotiation, conditional and Prefer headers, refusals as
 * OperationOutcome. Knows nothing of SQL: of {@code search} it knows query parameters and the base URL, of
 * {@code store} what a stored version is. All endpoints stand under one root path: JAX-RS finds the most literal path
 * only among the methods of one root, and {@code Patient/_history} is not a read.
 *
 * <p>May use: {@code access}, {@code audit}, {@code access.token}, {@code interaction}, {@code operation}, {@code capability}, {@code format},
 * {@code patch},
 * {@code definition}, {@code search}, {@code search.parameter}, {@code store}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.http;
