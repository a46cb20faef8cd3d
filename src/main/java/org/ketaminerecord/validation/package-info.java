/**
 * The structural check that every resource goes through before it is stored: does it have the shape R4 gives its
 * type? One walk over the JSON, driven by the definitions; profiles and terminology are no part of it.
 *
 * <p>May use: {@code json}, {@code outcome}, {@code definition}.
 */
package org.ketaminerecord.validation;
