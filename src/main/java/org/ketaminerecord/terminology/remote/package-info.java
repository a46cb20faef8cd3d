/**
 * Another terminology server, asked over HTTP.
 *
 * <p>May use: {@code terminology}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.terminology.remote;
