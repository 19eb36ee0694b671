// LDSL5007 error: 'd': D and S are declared as different dimensions
static class Trainer
{
    public static Tensor Step([Tensor("B N S D", DType.Float)] Tensor query, [Tensor("B N S D", DType.Float)] Tensor key)
    {
        return /*!*/einsum("bnid,bndj->bnij", query, key);
    }
}
