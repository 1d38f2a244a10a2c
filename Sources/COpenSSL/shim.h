// What Swift cannot import from OpenSSL 3: macros, OSSL_PARAM arrays, and sequences that own temporary C objects.
#ifndef HUB_OPENSSL_SHIM_H
#define HUB_OPENSSL_SHIM_H

#include <sys/prctl.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/objects.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <stdint.h>
#include <string.h>

// GB/T 35276: the user identity that SM2 signatures take where none is agreed upon.
#define HUB_SM2_ID "1234567812345678"
#define HUB_SM2_ID_LENGTH 16

// --- Digests -------------------------------------------------------------------------------------------------------

/// A context that is ready for the first update; NULL on failure.
static inline EVP_MD_CTX *hub_digest_new(const char *name) {
  EVP_MD *digest = EVP_MD_fetch(NULL, name, NULL);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (digest == NULL || context == NULL || EVP_DigestInit_ex2(context, digest, NULL) != 1) {
    EVP_MD_CTX_free(context);
    context = NULL;
  }
  EVP_MD_free(digest);
  return context;
}

/// Writes the digest of what was added and makes the context ready for the next message.
static inline int hub_digest_finish(EVP_MD_CTX *context, uint8_t *out) {
  return EVP_DigestFinal_ex(context, out, NULL) == 1 && EVP_DigestInit_ex2(context, NULL, NULL) == 1;
}

// --- HMAC (RFC 2104) -----------------------------------------------------------------------------------------------

/// The key's two midstates and a message under way. Copying a midstate costs a quarter less than EVP_MAC's own restart.
typedef struct {
  EVP_MD_CTX *inner, *outer, *message;
} hub_hmac;

static inline void hub_hmac_free(hub_hmac *mac) {
  EVP_MD_CTX_free(mac->inner);
  EVP_MD_CTX_free(mac->outer);
  EVP_MD_CTX_free(mac->message);
  memset(mac, 0, sizeof *mac);
}

/// Hashes the key's block, padded with zeros and masked with `mask`.
static inline EVP_MD_CTX *hub_hmac_midstate(const char *digest, const uint8_t *key, size_t length, uint8_t mask) {
  uint8_t block[64];
  EVP_MD_CTX *context = hub_digest_new(digest);
  for (size_t i = 0; i < sizeof block; i++) block[i] = (i < length ? key[i] : 0) ^ mask;
  if (context != NULL && EVP_DigestUpdate(context, block, sizeof block) != 1) {
    EVP_MD_CTX_free(context);
    context = NULL;
  }
  OPENSSL_cleanse(block, sizeof block);
  return context;
}

/// For hashes of 64-byte blocks and keys of at most one block. Ready for the first update.
static inline int hub_hmac_init(hub_hmac *mac, const char *digest, const uint8_t *key, size_t length) {
  if (length > 64) return 0;
  mac->inner = hub_hmac_midstate(digest, key, length, 0x36);
  mac->outer = hub_hmac_midstate(digest, key, length, 0x5c);
  mac->message = EVP_MD_CTX_new();
  if (mac->inner != NULL && mac->outer != NULL && mac->message != NULL &&
      EVP_MD_CTX_copy_ex(mac->message, mac->inner) == 1)
    return 1;
  hub_hmac_free(mac);
  return 0;
}

/// Writes 32 bytes and makes the context ready for the next message under the same key.
static inline int hub_hmac_finish(hub_hmac *mac, uint8_t *out) {
  return EVP_DigestFinal_ex(mac->message, out, NULL) == 1 && EVP_MD_CTX_copy_ex(mac->message, mac->outer) == 1 &&
         EVP_DigestUpdate(mac->message, out, 32) == 1 && EVP_DigestFinal_ex(mac->message, out, NULL) == 1 &&
         EVP_MD_CTX_copy_ex(mac->message, mac->inner) == 1;
}

// --- HKDF (RFC 5869) -----------------------------------------------------------------------------------------------

static inline int hub_hkdf(
    const char *digest, const uint8_t *key, size_t keyLength, const uint8_t *salt, size_t saltLength,
    const uint8_t *info, size_t infoLength, uint8_t *out, size_t outLength) {
  EVP_KDF *kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
  EVP_KDF_CTX *context = kdf == NULL ? NULL : EVP_KDF_CTX_new(kdf);
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)digest, 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)key, keyLength),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)salt, saltLength),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)info, infoLength),
      OSSL_PARAM_construct_end()};
  int ok = context != NULL && EVP_KDF_derive(context, out, outLength, parameters) == 1;
  EVP_KDF_CTX_free(context);
  EVP_KDF_free(kdf);
  return ok;
}

// --- Ciphers -------------------------------------------------------------------------------------------------------

/// A context that keeps the expanded key; each message gives its own IV. NULL on failure.
static inline EVP_CIPHER_CTX *hub_cipher_new(const char *name, const uint8_t *key, int encrypt) {
  EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, name, NULL);
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  if (cipher == NULL || context == NULL || EVP_CipherInit_ex2(context, cipher, key, NULL, encrypt, NULL) != 1) {
    EVP_CIPHER_CTX_free(context);
    context = NULL;
  }
  EVP_CIPHER_free(cipher);
  return context;
}

static inline int hub_cipher_start(EVP_CIPHER_CTX *context, const uint8_t *iv) {
  return EVP_CipherInit_ex2(context, NULL, NULL, iv, -1, NULL);
}

/// Encrypts or decrypts `length` bytes of a stream mode; `out` may be NULL for additional data.
static inline int hub_cipher_update(EVP_CIPHER_CTX *context, uint8_t *out, const uint8_t *in, int length) {
  int written = 0;
  return length == 0 || (EVP_CipherUpdate(context, out, &written, in, length) == 1 && written == length);
}

static inline int hub_cipher_finish(EVP_CIPHER_CTX *context) {
  uint8_t rest[32];
  int written = 0;
  return EVP_CipherFinal_ex(context, rest, &written) == 1 && written == 0;
}

static inline int hub_gcm_get_tag(EVP_CIPHER_CTX *context, uint8_t *tag) {
  return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, tag);
}

static inline int hub_gcm_set_tag(EVP_CIPHER_CTX *context, const uint8_t *tag) {
  return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, (void *)tag);
}

// --- Asymmetric keys -----------------------------------------------------------------------------------------------

/// A key pair of an elliptic curve whose secret is `secret`, 1 ≤ secret < order.
static inline EVP_PKEY *hub_ec_key_pair(const char *type, const char *curve, const EC_GROUP *group, const BIGNUM *secret) {
  uint8_t point[65];
  EVP_PKEY *key = NULL;
  EC_POINT *open = EC_POINT_new(group);
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  OSSL_PARAM *parameters = NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
  if (open != NULL && builder != NULL && context != NULL && EC_POINT_mul(group, open, secret, NULL, NULL, NULL) == 1 &&
      EC_POINT_point2oct(group, open, POINT_CONVERSION_UNCOMPRESSED, point, sizeof point, NULL) == sizeof point &&
      OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) == 1 &&
      OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point) == 1 &&
      OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, secret) == 1 &&
      (parameters = OSSL_PARAM_BLD_to_param(builder)) != NULL && EVP_PKEY_fromdata_init(context) == 1) {
    if (EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEYPAIR, parameters) != 1) key = NULL;
  }
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(builder);
  EC_POINT_free(open);
  return key;
}

/// FIPS 186-5 A.2.1: the secret is seed mod (order − 1) + 1, the seed 16 bytes longer than the order.
static inline EVP_PKEY *hub_ec_key_from_seed(const char *type, const char *curve, const uint8_t *seed, int length) {
  EC_GROUP *group = EC_GROUP_new_by_curve_name(OBJ_sn2nid(curve));
  BN_CTX *scratch = BN_CTX_new();
  BIGNUM *secret = BN_bin2bn(seed, length, NULL);
  BIGNUM *range = group == NULL ? NULL : BN_dup(EC_GROUP_get0_order(group));
  EVP_PKEY *key = NULL;
  if (scratch != NULL && secret != NULL && range != NULL) {
    BN_set_flags(secret, BN_FLG_CONSTTIME);
    if (BN_sub_word(range, 1) == 1 && BN_mod(secret, secret, range, scratch) == 1 && BN_add_word(secret, 1) == 1)
      key = hub_ec_key_pair(type, curve, group, secret);
  }
  BN_clear_free(secret);
  BN_free(range);
  BN_CTX_free(scratch);
  EC_GROUP_free(group);
  return key;
}

/// `curve` is NULL for key types without one.
static inline EVP_PKEY *hub_key_generate(const char *type, const char *curve) {
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
  EVP_PKEY *key = NULL;
  if (context != NULL && EVP_PKEY_keygen_init(context) == 1 &&
      (curve == NULL || EVP_PKEY_CTX_set_group_name(context, curve) == 1)) {
    if (EVP_PKEY_generate(context, &key) != 1) key = NULL;
  }
  EVP_PKEY_CTX_free(context);
  return key;
}

/// 1 SM2, 2 P-256, 3 Ed25519, 0 anything else: what the hub signs and verifies with.
static inline int hub_key_kind(const EVP_PKEY *key) {
  char curve[32] = "";
  size_t length = 0;
  if (EVP_PKEY_is_a(key, "ED25519")) return 3;
  if (EVP_PKEY_is_a(key, "SM2")) return 1;
  if (!EVP_PKEY_is_a(key, "EC") || EVP_PKEY_get_group_name(key, curve, sizeof curve, &length) != 1) return 0;
  return strcmp(curve, "prime256v1") == 0 ? 2 : 0;
}

static inline int hub_refuse_passphrase(char *buffer, int size, int writing, void *user) {
  (void)buffer, (void)size, (void)writing, (void)user;
  return -1;
}

static inline EVP_PKEY *hub_public_key_read(const char *pem, int length) {
  BIO *input = BIO_new_mem_buf(pem, length);
  EVP_PKEY *key = input == NULL ? NULL : PEM_read_bio_PUBKEY(input, NULL, hub_refuse_passphrase, NULL);
  BIO_free(input);
  ERR_clear_error();
  return key;
}

static inline EVP_PKEY *hub_private_key_read(const char *pem, int length) {
  BIO *input = BIO_new_mem_buf(pem, length);
  EVP_PKEY *key = input == NULL ? NULL : PEM_read_bio_PrivateKey(input, NULL, hub_refuse_passphrase, NULL);
  BIO_free(input);
  ERR_clear_error();
  return key;
}

/// Writes PEM to a memory BIO that the caller frees; NULL on failure.
static inline BIO *hub_key_write(EVP_PKEY *key, int secret) {
  BIO *output = BIO_new(BIO_s_secmem());
  if (output == NULL) return NULL;
  int ok = secret ? PEM_write_bio_PKCS8PrivateKey(output, key, NULL, NULL, 0, NULL, NULL) : PEM_write_bio_PUBKEY(output, key);
  if (ok == 1) return output;
  BIO_free(output);
  return NULL;
}

/// A passphrase for reading a sealed key; not ended by a NUL.
typedef struct {
  const uint8_t *bytes;
  int length;
} hub_passphrase;

static inline int hub_give_passphrase(char *buffer, int size, int writing, void *user) {
  const hub_passphrase *given = (const hub_passphrase *)user;
  (void)writing;
  if (given->length > size) return -1;
  memcpy(buffer, given->bytes, (size_t)given->length);
  return given->length;
}

/// Opens an encrypted private key (RFC 5958); NULL where the passphrase is another, or the text none.
static inline EVP_PKEY *hub_sealed_key_read(const char *pem, int length, const uint8_t *passphrase, int passphraseLength) {
  hub_passphrase given = {passphrase, passphraseLength};
  BIO *input = BIO_new_mem_buf(pem, length);
  EVP_PKEY *key = input == NULL ? NULL : PEM_read_bio_PrivateKey(input, NULL, hub_give_passphrase, &given);
  BIO_free(input);
  ERR_clear_error();
  return key;
}

/// Writes the key encrypted under the passphrase (PBES2 of RFC 8018) to a memory BIO that the caller frees; NULL on failure.
static inline BIO *hub_key_seal(EVP_PKEY *key, int kind, const uint8_t *passphrase, int length, int iterations) {
  const EVP_CIPHER *cipher = kind == 1 ? EVP_sm4_cbc() : EVP_aes_256_cbc();
  BIO *output = BIO_new(BIO_s_mem());
  PKCS8_PRIV_KEY_INFO *plain = EVP_PKEY2PKCS8(key);
  X509_ALGOR *scheme = PKCS5_pbe2_set_iv(cipher, iterations, NULL, 16, NULL, NID_hmacWithSHA256);
  X509_SIG *sealed = NULL;
  if (output != NULL && plain != NULL && scheme != NULL)
    sealed = PKCS8_set0_pbe((const char *)passphrase, length, plain, scheme);
  if (sealed == NULL) X509_ALGOR_free(scheme);
  int ok = sealed != NULL && PEM_write_bio_PKCS8(output, sealed) == 1;
  X509_SIG_free(sealed);
  PKCS8_PRIV_KEY_INFO_free(plain);
  ERR_clear_error();
  if (ok) return output;
  BIO_free(output);
  return NULL;
}

static inline long hub_bio_bytes(BIO *bio, char **out) { return BIO_get_mem_data(bio, out); }

/// SubjectPublicKeyInfo in DER; the caller frees `out` with hub_free. 0 on failure.
static inline int hub_public_key_der(const EVP_PKEY *key, uint8_t **out) {
  *out = NULL;
  int length = i2d_PUBKEY(key, out);
  return length < 0 ? 0 : length;
}

static inline void hub_free(void *pointer) { OPENSSL_free(pointer); }

// --- Signatures ----------------------------------------------------------------------------------------------------

/// Sets up `digest` for the key; SM2 takes its user identity through a key context that the caller frees.
static inline int hub_signature_init(
    EVP_MD_CTX *digest, EVP_PKEY *key, EVP_PKEY_CTX **identity, int kind, int verifying) {
  const char *name = kind == 1 ? "SM3" : kind == 2 ? "SHA256" : NULL;
  if (kind == 1) {
    *identity = EVP_PKEY_CTX_new(key, NULL);
    if (*identity == NULL || EVP_PKEY_CTX_set1_id(*identity, HUB_SM2_ID, HUB_SM2_ID_LENGTH) != 1) return 0;
    EVP_MD_CTX_set_pkey_ctx(digest, *identity);
  }
  return verifying ? EVP_DigestVerifyInit_ex(digest, NULL, name, NULL, NULL, key, NULL)
                   : EVP_DigestSignInit_ex(digest, NULL, name, NULL, NULL, key, NULL);
}

/// DER → r ‖ s, 32 bytes each.
static inline int hub_signature_raw(const uint8_t *der, long length, uint8_t *raw) {
  ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &der, length);
  int ok = signature != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(signature), raw, 32) == 32 &&
           BN_bn2binpad(ECDSA_SIG_get0_s(signature), raw + 32, 32) == 32;
  ECDSA_SIG_free(signature);
  return ok;
}

/// r ‖ s → DER of at most 72 bytes; its length, or 0.
static inline int hub_signature_der(const uint8_t *raw, uint8_t *der) {
  ECDSA_SIG *signature = ECDSA_SIG_new();
  BIGNUM *r = BN_bin2bn(raw, 32, NULL), *s = BN_bin2bn(raw + 32, 32, NULL);
  if (signature == NULL || r == NULL || s == NULL || ECDSA_SIG_set0(signature, r, s) != 1) {
    BN_free(r);
    BN_free(s);
    ECDSA_SIG_free(signature);
    return 0;
  }
  int length = i2d_ECDSA_SIG(signature, &der);
  ECDSA_SIG_free(signature);
  return length < 0 ? 0 : length;
}

/// Writes 64 bytes: r ‖ s, or the Ed25519 signature.
static inline int hub_sign(EVP_PKEY *key, int kind, const uint8_t *message, size_t length, uint8_t *raw) {
  uint8_t bytes[128];
  size_t size = sizeof bytes;
  EVP_PKEY_CTX *identity = NULL;
  EVP_MD_CTX *digest = EVP_MD_CTX_new();
  int ok = digest != NULL && hub_signature_init(digest, key, &identity, kind, 0) == 1 &&
           EVP_DigestSign(digest, bytes, &size, message, length) == 1;
  if (ok && kind == 3) {
    ok = size == 64;
    memcpy(raw, bytes, 64);
  } else if (ok) {
    ok = hub_signature_raw(bytes, (long)size, raw);
  }
  EVP_MD_CTX_free(digest);
  EVP_PKEY_CTX_free(identity);
  ERR_clear_error();
  return ok;
}

/// `raw` holds 64 bytes.
static inline int hub_verify(EVP_PKEY *key, int kind, const uint8_t *message, size_t length, const uint8_t *raw) {
  uint8_t der[80];
  int size = kind == 3 ? 64 : hub_signature_der(raw, der);
  EVP_PKEY_CTX *identity = NULL;
  EVP_MD_CTX *digest = EVP_MD_CTX_new();
  int ok = size > 0 && digest != NULL && hub_signature_init(digest, key, &identity, kind, 1) == 1 &&
           EVP_DigestVerify(digest, kind == 3 ? raw : der, (size_t)size, message, length) == 1;
  EVP_MD_CTX_free(digest);
  EVP_PKEY_CTX_free(identity);
  ERR_clear_error();
  return ok;
}

/* Memory of this process is not for core files or debuggers of other processes (prctl is variadic). */
static inline int hub_hide_memory(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

#endif
