vec3 decodeSrgb(vec3 c) {
    return mix(pow((c + 0.055) * (1.0 / 1.055), vec3(2.4)), c * (1.0 / 12.92), vec3(lessThanEqual(c, vec3(0.04045))));
}

vec3 encodeSrgb(vec3 c) {
    return mix(1.055 * pow(max(c, vec3(1e-6)), vec3(1.0 / 2.4)) - 0.055, c * 12.92, vec3(lessThanEqual(c, vec3(0.0031308))));
}
