// Boxes from the forms that networks write them in, numbered as BoxForm.
vec4 boxOf(int form, vec4 v) {
    if (form == 0) return vec4(v.xy, v.zw - v.xy);
    if (form == 1) return vec4(v.yx, v.wz - v.yx);
    if (form == 2) return vec4(v.xy - 0.5 * v.zw, v.zw);
    if (form == 3) return vec4(v.yx - 0.5 * v.wz, v.wz);
    return v;
}
